import { WAIT_CAUSES } from '../../metrics/summary.ts';
import type { ReportData } from '../data/report-data.ts';
import { mixed, type Palette } from '../theme.ts';
import { countAxis } from './axes.ts';
import { type PictureConfig, pictureOptions, wordsInstead } from './picture.ts';
import { timeAxis } from './time-axis.ts';

const TITLE = 'Tasks that wait, by what they wait for, and tasks that run';

/** Waiting tasks by cause, one on the other, and running ones as a line. */
export function waitsChart(data: ReportData, palette: Palette): PictureConfig {
  const { timeline, clockStartUs } = data;
  if (timeline === null) {
    return wordsInstead(palette, data, {
      title: TITLE,
      words: 'Nothing ran: no task was ever ready.',
    });
  }
  const { fromSeconds, stepSeconds, steps } = timeline;
  const points = (values: Float64Array) => {
    const found = Array.from(values, (y, step) => ({ x: fromSeconds + step * stepSeconds, y }));
    return [...found, { x: fromSeconds + steps * stepSeconds, y: values.at(-1) ?? 0 }];
  };
  const causes = WAIT_CAUSES.map((cause, c) => ({ cause, values: timeline.waiting[c]! }))
    .filter(({ values }) => values.some((tasks) => tasks > 0))
    .sort((a, b) => sum(b.values) - sum(a.values));
  const isQuiet = causes.length === 0;
  return {
    type: 'line',
    data: {
      datasets: [
        {
          label: isQuiet ? 'running (no task waited)' : 'running',
          data: points(timeline.running),
          borderColor: palette.text,
          backgroundColor: palette.text,
          borderWidth: 1.5,
          pointRadius: 0,
          stepped: 'before',
          stack: 'running',
        },
        ...causes.map(({ cause, values }) => ({
          label: cause,
          data: points(values),
          borderColor: palette.causes[cause],
          backgroundColor: mixed(palette.background, palette.causes[cause], 0.75),
          borderWidth: 1,
          pointRadius: 0,
          stepped: 'before' as const,
          fill: 'stack',
          stack: 'waiting',
        })),
      ],
    },
    options: {
      ...pictureOptions(palette, data, { title: TITLE }),
      parsing: false,
      scales: {
        x: timeAxis(palette, { from: fromSeconds, to: fromSeconds + steps * stepSeconds }, clockStartUs),
        y: { ...countAxis(palette, 'tasks'), stacked: true },
      },
    },
  };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
