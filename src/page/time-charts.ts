import { TASK_BOTTLENECKS } from '../metrics/columns/task-columns.ts';
import { WAIT_CAUSES } from '../metrics/summary/summary.ts';
import { faultRows } from '../report/data/fault-marks.ts';
import type { ReportData } from '../report/data/report-data.ts';
import { endOfGrid, type TimeGrid } from '../report/data/time-grid.ts';
import { type Timeline, waitingByCause } from '../report/data/timeline.ts';
import { heatColor, mixed } from '../report/theme.ts';
import { formatRate, formatShare } from '../units/format-quantity.ts';
import { FaultStrips } from './charts/fault-strips.ts';
import { type LegendEntry, showLegend } from './charts/legend.ts';
import { currentPalette, onPaletteChange } from './charts/palette.ts';
import { type Drawing, Panel } from './charts/panel.ts';
import { type Layer, StackedAreas, type StackedCurves } from './charts/stacked-areas.ts';
import { listenToTools } from './charts/time-tools.ts';
import { TimeView } from './charts/time-view.ts';
import { UseStrips } from './charts/use-strips.ts';
import { elementById } from './element-by-id.ts';
import { showGantt } from './gantt/show-gantt.ts';
import type { TaskWords } from './task-words.ts';

/** All charts over time, on one axis. */
export function showTimeCharts(data: ReportData, words: TaskWords): void {
  const { timeline, used, longestNight, clockStartUs } = data;
  const { faults } = data.summary;
  if (timeline === null || used === null) return;
  const night = longestNight?.timeline ?? null;
  const view = new TimeView(rangeOf(timeline), night === null ? null : rangeOf(night));
  const grids = [timeline, ...(night === null ? [] : [night])];
  const when = words.clock;
  const panel = (id: string, drawing: Drawing) =>
    new Panel(elementById(id, HTMLCanvasElement), drawing, { view, clockStartUs, faults });

  if (faults.length > 0) panel('faults-over-time', new FaultStrips(faultRows(faults), view, when));
  const format = (value: number) => `${Math.round(value * 10) / 10}`;
  const tasks = new StackedAreas({ ...taskCurves(grids), grids }, view, { format, when });
  panel('tasks-over-time', tasks);
  withLegend('tasks-over-time', [...tasks.layers, { ...tasks.line!, isLine: true }]);
  const rates = new StackedAreas({ layers: rateLayers(grids), grids }, view, { format: formatRate, when });
  panel('rate-over-time', rates);
  withLegend('rate-over-time', rates.layers);
  const uses = [used, ...(longestNight === null ? [] : [longestNight.used])];
  const onGrids = uses.map((one, level) => ({ grid: grids[level]!, used: one }));
  panel('use-over-time', new UseStrips(onGrids, view, when));
  withLegend('use-over-time', USE_SCALE);
  showGantt(data, words, view, (gantt) => panel('gantt', gantt));
  listenToTools(view, when);
}

function rangeOf(grid: TimeGrid) {
  return { from: grid.fromSeconds, to: endOfGrid(grid) };
}

/** How much is left of the colour of running tasks while their connection is lost. */
const INTERRUPTED_SHADE = 0.4;

type NamedColor = Pick<Layer, 'name' | 'color'> & Pick<LegendEntry, 'isLine'>;

/** `timelines`: of the whole run first. */
function taskCurves(timelines: readonly Timeline[]): Pick<StackedCurves, 'layers' | 'line'> {
  const layers = waitingByCause(timelines[0]!).map(
    ({ cause }): Layer => ({
      name: `waiting: ${cause}`,
      color: ({ causes }) => causes[cause],
      values: timelines.map(({ waiting }) => waiting[WAIT_CAUSES.indexOf(cause)]!),
    }),
  );
  const interrupted = timelines.map((timeline) => timeline.interrupted);
  const atWork = timelines.map(({ running }, level) =>
    running.map((tasks, step) => Math.max(0, tasks - interrupted[level]![step]!)),
  );
  const openVms = timelines.map((timeline) => timeline.openVms);
  return {
    layers: [
      { name: 'running', color: ({ quiet }) => quiet, values: atWork },
      {
        name: 'interrupted',
        color: ({ background, quiet }) => mixed(background, quiet, INTERRUPTED_SHADE),
        values: interrupted,
      },
      ...layers,
    ],
    line: { name: 'open VMs', color: ({ text }) => text, values: openVms },
  };
}

function rateLayers(timelines: readonly Timeline[]): Layer[] {
  return TASK_BOTTLENECKS.flatMap((stage, i): Layer[] =>
    stage === null
      ? []
      : [
          {
            name: stage,
            color: ({ stages }) => stages[stage],
            values: timelines.map(({ readRate }) => readRate[i]!),
          },
        ],
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
      entries.map(({ color, ...entry }) => ({ ...entry, color: color(palette) })),
    );
  };
  onPaletteChange(show);
  show();
}
