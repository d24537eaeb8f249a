import { capitalised } from '../../units/capitalised.ts';
import { HOUR_US, SECOND_US, timeOfDayOf, WEEKDAYS } from '../../units/civil-time.ts';
import { type Concurrency, HOURS, meanText } from '../data/concurrency.ts';
import type { ReportData } from '../data/report-data.ts';
import type { Timeline } from '../data/timeline.ts';
import { heatColor, type Palette, readableOn, TEXT_SIZE } from '../theme.ts';
import { countAxis, nameAxis, rowAxis, tickText } from './axes.ts';
import {
  drawing,
  legendEntry,
  NOTHING_READY,
  type PictureConfig,
  pictureOptions,
  textFont,
  wordsInstead,
} from './picture.ts';

const TITLE = 'Running tasks by hour of the day';

/** Mean number of running tasks by weekday and hour, or by hour for a run of a day or less. */
export function concurrencyChart(data: ReportData, palette: Palette): PictureConfig {
  const { concurrency, timeline } = data;
  if (timeline === null) {
    return wordsInstead(palette, data, { title: TITLE, words: NOTHING_READY });
  }
  return concurrency === null ? byHour(data, timeline, palette) : byWeekday(data, concurrency, palette);
}

function byWeekday(data: ReportData, { runningTasks }: Concurrency, palette: Palette): PictureConfig {
  const most = runningTasks.reduce((a, b) => Math.max(a, b), 0);
  const days = WEEKDAYS.map(capitalised);
  const shown = [0, 0.25, 0.5, 0.75, 1].map((share) => ({ value: share * most, share }));
  return {
    type: 'line',
    data: {
      datasets: shown.map(({ value, share }) =>
        legendEntry(value === 0 ? 'none' : meanText(value), heatColor(palette, share), palette.line),
      ),
    },
    options: {
      ...pictureOptions(palette, data, { title: 'Running tasks by weekday and hour (means)' }),
      scales: {
        x: hourAxis(palette),
        y: rowAxis(
          palette,
          days.length,
          days.map((label, day) => ({ at: day + 0.5, label })),
        ),
      },
    },
    plugins: [
      drawing((pen, places) => {
        pen.font = textFont(TEXT_SIZE.tick - 1);
        pen.textAlign = 'center';
        pen.textBaseline = 'middle';
        runningTasks.forEach((tasks, cell) => {
          const day = Math.floor(cell / HOURS);
          const hour = cell % HOURS;
          const left = places.x(hour);
          const top = places.y(day);
          const share = most > 0 ? tasks / most : 0;
          // Hours that the run did not reach stay empty.
          if (tasks < 0) return;
          const color = heatColor(palette, share);
          pen.fillStyle = color;
          pen.fillRect(left + 1, top + 1, places.x(hour + 1) - left - 2, places.y(day + 1) - top - 2);
          if (tasks === 0) return;
          pen.fillStyle = readableOn(color);
          pen.fillText(meanText(tasks), (left + places.x(hour + 1)) / 2, (top + places.y(day + 1)) / 2);
        });
      }),
    ],
  };
}

function hourAxis(palette: Palette): object {
  return {
    ...countAxis(palette, ''),
    max: HOURS,
    grid: { display: false },
    ticks: {
      ...tickText(palette),
      stepSize: 2,
      maxRotation: 0,
      autoSkip: false,
      callback: (hour: number | string) => `${`${hour}`.padStart(2, '0')}:00`,
    },
  };
}

/** Hours in the order in which the run reached them. */
function byHour(
  data: ReportData,
  { fromSeconds, stepSeconds, steps, running }: Timeline,
  palette: Palette,
): PictureConfig {
  const sums = new Map<number, { tasks: number; steps: number }>();
  for (let step = 0; step < steps; step++) {
    const middle = data.clockStartUs + Math.round((fromSeconds + (step + 0.5) * stepSeconds) * SECOND_US);
    const hour = Math.floor(timeOfDayOf(middle) / HOUR_US);
    const sum = sums.get(hour) ?? { tasks: 0, steps: 0 };
    sums.set(hour, { tasks: sum.tasks + running[step]!, steps: sum.steps + 1 });
  }
  return {
    type: 'bar',
    data: {
      labels: [...sums.keys()].map((hour) => `${`${hour}`.padStart(2, '0')}:00`),
      datasets: [
        {
          label: 'running tasks (means)',
          data: [...sums.values()].map((sum) => sum.tasks / sum.steps),
          backgroundColor: palette.accent,
          maxBarThickness: 70,
        },
      ],
    },
    options: {
      ...pictureOptions(palette, data, { title: TITLE }),
      scales: {
        x: nameAxis(palette),
        y: countAxis(palette, 'tasks'),
      },
    },
  };
}
