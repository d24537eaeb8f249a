import { NEVER, TASK_BOTTLENECKS } from '../../metrics/columns/task-columns.ts';
import { WAIT_CAUSES } from '../../metrics/summary.ts';
import type { ReportData } from '../../report/data/report-data.ts';
import { heatColor } from '../../report/theme.ts';
import { counted } from '../../units/counted.ts';
import { formatRate, formatShare } from '../../units/format-quantity.ts';
import { Gantt } from '../gantt/gantt.ts';
import { ganttLanes } from '../gantt/gantt-layout.ts';
import { COLOUR_KEYS, taskColours } from '../gantt/task-colours.ts';
import { type Wanted, wantedTasks } from '../gantt/task-filter.ts';
import type { TaskWords } from '../task-words.ts';
import { showLegend } from './legend.ts';
import { currentPalette, onPaletteChange } from './palette.ts';
import { Panel } from './panel.ts';
import { type Layer, StackedAreas } from './stacked-areas.ts';
import { TimeView } from './time-view.ts';
import { UseStrips } from './use-strips.ts';

/** All charts over time, on one axis. */
export function showTimeCharts(data: ReportData, words: TaskWords): void {
  const { timeline, used, clockStartUs } = data;
  if (timeline === null) return;
  const { fromSeconds, stepSeconds, steps } = timeline;
  const view = new TimeView(fromSeconds, fromSeconds + steps * stepSeconds);
  const when = words.clock;
  const panel = (id: string, drawing: ConstructorParameters<typeof Panel>[1]) =>
    new Panel(byId(id, HTMLCanvasElement), drawing, view, clockStartUs);

  const format = (value: number) => `${Math.round(value * 10) / 10}`;
  const tasks = new StackedAreas(taskLayers(data), timeline, view, { format, when });
  panel('tasks-over-time', tasks);
  withLegend('tasks-over-time', tasks.layers);
  const rates = new StackedAreas(rateLayers(data), timeline, view, { format: formatRate, when });
  panel('rate-over-time', rates);
  withLegend('rate-over-time', rates.layers);
  if (used !== null) {
    panel('use-over-time', new UseStrips(timeline, used, view, when));
    withLegend('use-over-time', USE_SCALE);
  }
  showGantt(data, words, view, panel);
  listenToTools(view, words);
}

function taskLayers({ timeline }: ReportData): Layer[] {
  const { running, waiting } = timeline!;
  return [
    { name: 'running', color: ({ quiet }) => quiet, values: running },
    ...WAIT_CAUSES.map((cause, i) => ({
      name: `waiting: ${cause}`,
      color: ({ causes }: ReturnType<typeof currentPalette>) => causes[cause],
      values: waiting[i]!,
    })),
  ];
}

function rateLayers({ timeline }: ReportData): Layer[] {
  return TASK_BOTTLENECKS.flatMap((stage, i) =>
    stage === null
      ? []
      : [
          {
            name: stage,
            color: ({ stages }: ReturnType<typeof currentPalette>) => stages[stage],
            values: timeline!.readRate[i]!,
          },
        ],
  );
}

/** What the shades of use stand for. */
const USE_SCALE = [0.25, 0.5, 0.75, 1].map((share) => ({
  name: formatShare(share),
  color: (palette: ReturnType<typeof currentPalette>) => heatColor(palette, share),
}));

function withLegend(id: string, layers: readonly Pick<Layer, 'name' | 'color'>[]): void {
  const show = () => {
    const palette = currentPalette();
    showLegend(
      byId(`${id}-legend`, HTMLElement),
      layers.map(({ name, color }) => ({ name, color: color(palette) })),
    );
  };
  onPaletteChange(show);
  show();
}

function showGantt(
  data: ReportData,
  words: TaskWords,
  view: TimeView,
  panel: (id: string, drawing: Gantt) => Panel,
): void {
  const { tasks } = data;
  const detail = byId('detail', HTMLElement);
  let colours = taskColours(tasks, 'mode');
  const gantt = new Gantt(ganttLanes(tasks, view.wholeTo), {
    data,
    view,
    words,
    colours,
    onFocus: (told) => {
      detail.textContent = told;
      chart.redraw();
    },
  });
  const chart = panel('gantt', gantt);
  const legend = () => {
    const colors = colours.colors(currentPalette());
    const used = new Set<number>();
    for (let task = 0; task < tasks.count; task++)
      if (tasks.start[task] !== NEVER) used.add(colours.classOf(task));
    const entries = [...used].sort((a, b) => a - b).slice(0, MOST_ENTRIES);
    showLegend(
      byId('gantt-legend', HTMLElement),
      entries.map((one) => ({ name: colours.names[one]!, color: colors[one]! })),
    );
  };
  onPaletteChange(legend);
  legend();
  const colourBy = byId('color-by', HTMLSelectElement);
  colourBy.addEventListener('change', () => {
    colours = taskColours(tasks, COLOUR_KEYS.find((key) => key === colourBy.value) ?? 'mode');
    gantt.colours = colours;
    legend();
    chart.redraw();
  });
  listenToFilter(data, (wanted) => {
    gantt.wanted = wanted;
    chart.redraw();
  });
}

/** More jobs than that, and a legend helps nobody. */
const MOST_ENTRIES = 24;

function listenToFilter({ tasks }: ReportData, onChange: (wanted: Uint8Array) => void): void {
  const job = byId('filter-job', HTMLSelectElement);
  const proxy = byId('filter-proxy', HTMLSelectElement);
  const vm = byId('filter-vm', HTMLInputElement);
  const count = byId('filter-count', HTMLOutputElement);
  const filter = () => {
    const asked: Wanted = {
      ...(job.value === '' ? {} : { job: Number(job.value) }),
      ...(proxy.value === '' ? {} : { proxy: Number(proxy.value) }),
      ...(vm.value === '' ? {} : { vm: vm.value }),
    };
    const wanted = wantedTasks(tasks, asked);
    const found = wanted.reduce((sum, one) => sum + one, 0);
    count.textContent = `${found} of ${counted(tasks.count, 'task')}`;
    onChange(wanted);
  };
  for (const field of [job, proxy, vm]) field.addEventListener('input', filter);
  filter();
}

const STEP = 1.6;

function listenToTools(view: TimeView, { clock }: TaskWords): void {
  const acts: Readonly<Record<string, () => void>> = {
    in: () => view.zoom(1 / STEP),
    out: () => view.zoom(STEP),
    earlier: () => view.pan(-view.length * 0.3),
    later: () => view.pan(view.length * 0.3),
    whole: () => view.showAll(),
  };
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-zoom]')) {
    button.addEventListener('click', () => acts[button.dataset['zoom']!]!());
  }
  const range = byId('time-range', HTMLOutputElement);
  const tell = () => {
    range.textContent = `${clock(view.from)} to ${clock(view.to)}`;
  };
  view.onChange(tell);
  tell();
}

function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}
