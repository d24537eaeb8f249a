import { NEVER, type TaskColumns } from '../../metrics/columns/task-columns.ts';
import type { ReportData } from '../../report/data/report-data.ts';
import { asDeclared, taskSlots } from '../../report/data/task-slots.ts';
import type { Palette } from '../../report/theme.ts';
import { counted } from '../../units/counted.ts';
import { type LegendEntry, showLegend } from '../charts/legend.ts';
import { currentPalette, onPaletteChange } from '../charts/palette.ts';
import type { Panel } from '../charts/panel.ts';
import type { TimeView } from '../charts/time-view.ts';
import { elementById } from '../element-by-id.ts';
import type { TaskWords } from '../task-words.ts';
import { Gantt } from './gantt.ts';
import { ganttLanes } from './gantt-layout.ts';
import { COLOUR_KEYS, type TaskColours, taskColours } from './task-colours.ts';
import { type Wanted, wantedTasks } from './task-filter.ts';

/** With more jobs than this, a legend is no help. */
const MOST_ENTRIES = 24;

/** Bars that the reader can colour and filter; the focused one is described below them. */
export function showGantt(
  data: ReportData,
  words: TaskWords,
  view: TimeView,
  panelOf: (drawing: Gantt) => Panel,
): void {
  const { tasks } = data;
  const detail = elementById('detail', HTMLElement);
  let colours = taskColours(tasks, 'mode');
  const gantt = new Gantt(ganttLanes(asDeclared(taskSlots(tasks, view.wholeTo), data)), {
    data,
    view,
    words,
    colours,
    onFocus: (told) => {
      detail.textContent = told;
      chart.redraw();
    },
  });
  const chart = panelOf(gantt);
  const place = elementById('gantt-legend', HTMLElement);
  const legend = () => showLegend(place, legendOf(tasks, colours, currentPalette()));
  onPaletteChange(legend);
  legend();
  const colourBy = elementById('color-by', HTMLSelectElement);
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

/** Entries for the tasks that ever started. */
function legendOf(
  tasks: TaskColumns,
  { classOf, names, colors }: TaskColours,
  palette: Palette,
): LegendEntry[] {
  const used = new Set<number>();
  for (let task = 0; task < tasks.count; task++) if (tasks.start[task] !== NEVER) used.add(classOf(task));
  const ofClass = colors(palette);
  return [...used]
    .sort((a, b) => a - b)
    .slice(0, MOST_ENTRIES)
    .map((one) => ({ name: names[one]!, color: ofClass[one]! }));
}

function listenToFilter({ tasks }: ReportData, onChange: (wanted: Uint8Array) => void): void {
  const job = elementById('filter-job', HTMLSelectElement);
  const proxy = elementById('filter-proxy', HTMLSelectElement);
  const vm = elementById('filter-vm', HTMLInputElement);
  const count = elementById('filter-count', HTMLOutputElement);
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
