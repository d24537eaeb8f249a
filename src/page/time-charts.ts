import { TASK_BOTTLENECKS } from '../metrics/columns/task-columns.ts';
import type { ReportData } from '../report/data/report-data.ts';
import { endOfGrid } from '../report/data/time-grid.ts';
import { type Timeline, waitingByCause } from '../report/data/timeline.ts';
import { heatColor } from '../report/theme.ts';
import { formatRate, formatShare } from '../units/format-quantity.ts';
import { showLegend } from './charts/legend.ts';
import { currentPalette, onPaletteChange } from './charts/palette.ts';
import { type Drawing, Panel } from './charts/panel.ts';
import { type Layer, StackedAreas } from './charts/stacked-areas.ts';
import { listenToTools } from './charts/time-tools.ts';
import { TimeView } from './charts/time-view.ts';
import { UseStrips } from './charts/use-strips.ts';
import { elementById } from './element-by-id.ts';
import { showGantt } from './gantt/show-gantt.ts';
import type { TaskWords } from './task-words.ts';

/** All charts over time, on one axis. */
export function showTimeCharts(data: ReportData, words: TaskWords): void {
  const { timeline, used, clockStartUs } = data;
  if (timeline === null) return;
  const view = new TimeView(timeline.fromSeconds, endOfGrid(timeline));
  const when = words.clock;
  const panel = (id: string, drawing: Drawing) =>
    new Panel(elementById(id, HTMLCanvasElement), drawing, view, clockStartUs);

  const format = (value: number) => `${Math.round(value * 10) / 10}`;
  const tasks = new StackedAreas(taskLayers(timeline), timeline, view, { format, when });
  panel('tasks-over-time', tasks);
  withLegend('tasks-over-time', tasks.layers);
  const rates = new StackedAreas(rateLayers(timeline), timeline, view, { format: formatRate, when });
  panel('rate-over-time', rates);
  withLegend('rate-over-time', rates.layers);
  if (used !== null) {
    panel('use-over-time', new UseStrips(timeline, used, view, when));
    withLegend('use-over-time', USE_SCALE);
  }
  showGantt(data, words, view, (gantt) => panel('gantt', gantt));
  listenToTools(view, when);
}

type NamedColor = Pick<Layer, 'name' | 'color'>;

function taskLayers(timeline: Timeline): Layer[] {
  return [
    { name: 'running', color: ({ quiet }) => quiet, values: timeline.running },
    ...waitingByCause(timeline).map(
      ({ cause, values }): Layer => ({
        name: `waiting: ${cause}`,
        color: ({ causes }) => causes[cause],
        values,
      }),
    ),
  ];
}

function rateLayers({ readRate }: Timeline): Layer[] {
  return TASK_BOTTLENECKS.flatMap((stage, i): Layer[] =>
    stage === null ? [] : [{ name: stage, color: ({ stages }) => stages[stage], values: readRate[i]! }],
  );
}

/** The legend of the shades of use. */
const USE_SCALE = [0.25, 0.5, 0.75, 1].map(
  (share): NamedColor => ({ name: formatShare(share), color: (palette) => heatColor(palette, share) }),
);

function withLegend(id: string, entries: readonly NamedColor[]): void {
  const place = elementById(`${id}-legend`, HTMLElement);
  const show = () => {
    const palette = currentPalette();
    showLegend(
      place,
      entries.map(({ name, color }) => ({ name, color: color(palette) })),
    );
  };
  onPaletteChange(show);
  show();
}
