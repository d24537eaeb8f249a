import { interruptionsOf, uninterrupted } from '../../metrics/columns/interruption-columns.ts';
import type { TaskColumns } from '../../metrics/columns/task-columns.ts';
import { TASK_RESULTS } from '../../metrics/summary/summary.ts';
import type { TimeRange } from '../../metrics/time-range.ts';
import type { ReportData } from '../data/report-data.ts';
import type { ProxySlots } from '../data/task-slots.ts';
import { endOfGrid } from '../data/time-grid.ts';
import type { Timeline } from '../data/timeline.ts';
import { modeColor, type Palette } from '../theme.ts';
import { type GanttRows, proxyNames, slotsOf, thinned } from './gantt-rows.ts';
import type { Pen, Places } from './picture.ts';

/** Also the title of the picture that has nothing to show. */
export const SLOTS_TITLE = 'Tasks on proxy slots';
/** Height of the bar of an interrupted task, as a share of its row. */
const THIN = 0.2;
const SUCCESS = TASK_RESULTS.indexOf('success');

/** A row per slot: every task is a bar on the slot that it held. */
export function slotRows(
  data: ReportData,
  timeline: Timeline,
  proxies: readonly ProxySlots[],
  palette: Palette,
): GanttRows {
  const groups = slotGroups(data, timeline, proxies);
  const holds = proxies.flatMap(({ task, isSecond }) =>
    [...task].map((one, hold) => ({ task: one, isSecond: isSecond[hold] === 1 })),
  );
  const hasFailed = holds.some(({ task }) => failed(data, task));
  // The legend lists only what is drawn: not the modes of tasks without a proxy, nor modes whose tasks all failed.
  const drawn = new Set(
    holds.flatMap(({ task, isSecond }) => (failed(data, task) ? [] : [modeOf(data, task, isSecond)])),
  );
  return {
    title: SLOTS_TITLE,
    rows: groups.reduce((sum, { rows }) => sum + rows, 0),
    labels: thinned(groups.map(({ first, rows, label }) => ({ at: first + rows / 2, label }))),
    legend: [
      ...data.tasks.modes
        .filter((_, mode) => drawn.has(mode))
        .map((mode) => ({ label: mode, color: modeColor(palette, mode) })),
      ...(hasFailed ? [{ label: 'failed, or cut by the end of the window', color: palette.bad }] : []),
      ...(groups.some(({ down }) => down.length > 0) ? [{ label: 'proxy down', color: palette.text }] : []),
      ...(holds.some(({ task }) => interruptionsOf(data.tasks, task).length > 0)
        ? [{ label: 'thin: connection lost', color: palette.background }]
        : []),
    ],
    draw: (pen, places) => {
      const colorOf = (task: number, isSecond: boolean) =>
        failed(data, task) ? palette.bad : modeColor(palette, data.tasks.modes[modeOf(data, task, isSecond)]);
      groups.forEach((group, i) => {
        drawGround(pen, places, group, {
          ground: i % 2 === 0 ? palette.surface : palette.background,
          line: palette.line,
        });
        drawBars(pen, places, group, { tasks: data.tasks, colorOf });
        drawDownTimes(pen, places, group, palette);
      });
    },
  };
}

/** A proxy with the rows of its slots. */
interface SlotGroup {
  readonly proxy: ProxySlots;
  readonly label: string;
  /** The row of its first slot, and its number of slots. */
  readonly first: number;
  readonly rows: number;
  /** When it was down itself, within the range of the picture. Seconds. */
  readonly down: readonly TimeRange[];
}

function slotGroups(data: ReportData, timeline: Timeline, proxies: readonly ProxySlots[]): SlotGroup[] {
  const names = proxyNames(proxies, data);
  let first = 0;
  return proxies.map((proxy, i) => {
    const rows = slotsOf(proxy, data);
    const group = { proxy, label: names[i]!, first, rows, down: downTimes(data, timeline, proxy) };
    first += rows;
    return group;
  });
}

function downTimes(
  { summary, tasks }: ReportData,
  timeline: Timeline,
  { proxy }: ProxySlots,
): SlotGroup['down'] {
  const end = endOfGrid(timeline);
  return summary.faults
    .filter(({ kind, name }) => kind === 'proxy-down' && name === tasks.proxies[proxy])
    .map(({ startSeconds, endSeconds }) => ({
      from: Math.max(timeline.fromSeconds, startSeconds),
      to: Math.min(end, endSeconds ?? end),
    }))
    .filter(({ from, to }) => to > from);
}

function failed({ tasks }: ReportData, task: number): boolean {
  return tasks.result[task] !== SUCCESS;
}

/** Row of `tasks.modes`. The second proxy, which writes what the first one read, has a mode of its own. */
function modeOf({ tasks }: ReportData, task: number, isSecond: boolean): number {
  return (isSecond ? tasks.secondMode : tasks.mode)[task]!;
}

/** Every other proxy has a tinted background, with a line above it. */
function drawGround(
  pen: Pen,
  places: Places,
  { first, rows }: SlotGroup,
  { ground, line }: { readonly ground: string; readonly line: string },
): void {
  const top = places.y(first);
  pen.fillStyle = ground;
  pen.fillRect(places.left, top, places.right - places.left, rowHeight(places) * rows);
  pen.fillStyle = line;
  pen.fillRect(places.left, top, places.right - places.left, 1);
}

function drawBars(
  pen: Pen,
  places: Places,
  { proxy, first }: SlotGroup,
  {
    tasks,
    colorOf,
  }: { readonly tasks: TaskColumns; readonly colorOf: (task: number, isSecond: boolean) => string },
): void {
  const height = rowHeight(places);
  const gap = height > 4 ? 1 : 0;
  const top = places.y(first);
  // Up to which pixel each slot is painted: many narrow bars would paint the same pixel again and again.
  const painted: number[] = [];
  proxy.task.forEach((task, hold) => {
    const slot = proxy.slot[hold]!;
    for (const { from, to, isLost } of partsOf(tasks, task, {
      from: proxy.from[hold]!,
      to: proxy.to[hold]!,
    })) {
      const left = places.x(from);
      const right = Math.max(places.x(to), left + 1);
      if (right <= (painted[slot] ?? 0) + 0.5) continue;
      painted[slot] = right;
      pen.fillStyle = colorOf(task, proxy.isSecond[hold] === 1);
      // Bars that are wide enough get a line between them.
      const width = right - left > 4 && to === proxy.to[hold] ? right - left - 1 : right - left;
      const thick = Math.max(1, isLost ? height * THIN : height - gap);
      pen.fillRect(left, top + slot * height + gap + (isLost ? (height - thick) / 2 : 0), width, thick);
    }
  });
}

/** A task whose connection is lost keeps its slot, but does not work. */
function partsOf(
  tasks: TaskColumns,
  task: number,
  held: TimeRange,
): (TimeRange & { readonly isLost: boolean })[] {
  const within = ({ from, to }: TimeRange) => ({
    from: Math.max(from, held.from),
    to: Math.min(to, held.to),
  });
  const lost = interruptionsOf(tasks, task)
    .map(within)
    .filter(({ from, to }) => from < to);
  return [
    ...uninterrupted(tasks, task, held).map((part) => ({ ...part, isLost: false })),
    ...lost.map((part) => ({ ...part, isLost: true })),
  ].sort((a, b) => a.from - b.from);
}

function drawDownTimes(pen: Pen, places: Places, { first, down }: SlotGroup, palette: Palette): void {
  pen.fillStyle = palette.text;
  for (const { from, to } of down)
    pen.fillRect(places.x(from), places.y(first), places.x(to) - places.x(from), 3);
}

function rowHeight(places: Places): number {
  return places.y(1) - places.y(0);
}
