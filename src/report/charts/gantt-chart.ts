import { NO_NAME } from '../../metrics/columns/task-columns.ts';
import { TASK_RESULTS } from '../../metrics/summary.ts';
import { counted } from '../../units/counted.ts';
import { cutNames } from '../characters/cut-name.ts';
import { withoutDomain } from '../characters/without-domain.ts';
import type { ReportData } from '../data/report-data.ts';
import { type ProxySlots, taskSlots } from '../data/task-slots.ts';
import type { Timeline } from '../data/timeline.ts';
import { heatColor, type Palette } from '../theme.ts';
import { rowAxis } from './axes.ts';
import {
  drawing,
  type Pen,
  type PictureConfig,
  type Places,
  pictureOptions,
  wordsInstead,
} from './picture.ts';
import { timeAxis } from './time-axis.ts';

const TITLE = 'Tasks on the slots of the proxies';
/** Rows that a picture has room for, so that each can be told from the next. */
const SLOT_ROWS = 110;
/** Rows for which a picture is made: few slots do not become walls. */
const LEAST_ROWS = 12;
/** Beyond that proxies share a row. */
const PROXY_ROWS = 400;
/** Names that stand below each other. */
const MOST_LABELS = 26;
/** Longest name, characters. */
const NAME_LENGTH = 24;
const SUCCESS = TASK_RESULTS.indexOf('success');

/** Every task as a bar on its slot; of many slots one row per proxy, the darker the more of its slots are taken. */
export function ganttChart(data: ReportData, palette: Palette): PictureConfig {
  const { timeline, tasks, summary } = data;
  const end = summary.window?.endSeconds;
  if (timeline === null || end === undefined) {
    return wordsInstead(palette, data, { title: TITLE, words: 'No task ever held a slot.' });
  }
  const declared = Object.keys(summary.proxies);
  const place = ({ proxy }: ProxySlots) => declared.indexOf(tasks.proxies[proxy]!);
  const proxies = taskSlots(tasks, end)
    .filter(({ proxy, task }) => proxy !== NO_NAME && task.length > 0)
    .sort((a, b) => place(a) - place(b));
  if (proxies.length === 0) {
    return wordsInstead(palette, data, { title: TITLE, words: 'No task needed a proxy.' });
  }
  const slots = proxies.reduce((sum, proxy) => sum + slotsOf(proxy, data), 0);
  return slots <= SLOT_ROWS
    ? bySlot(data, timeline, proxies, palette)
    : byProxy(data, timeline, proxies, palette);
}

function namesOf(proxies: readonly ProxySlots[], { tasks }: ReportData): string[] {
  const names = proxies.map(({ proxy }) => tasks.proxies[proxy]!);
  return cutNames(withoutDomain(names), NAME_LENGTH);
}

/** Those that it has, taken or not. */
function slotsOf({ proxy, slots }: ProxySlots, { tasks, summary }: ReportData): number {
  const known = summary.proxies[tasks.proxies[proxy]!]?.slots ?? slots;
  return Number.isFinite(known) ? Math.max(known, slots) : slots;
}

function bySlot(
  data: ReportData,
  timeline: Timeline,
  proxies: readonly ProxySlots[],
  palette: Palette,
): PictureConfig {
  const { tasks } = data;
  let rows = 0;
  const names = namesOf(proxies, data);
  const groups = proxies.map((proxy, i) => {
    const first = rows;
    rows += slotsOf(proxy, data);
    return { proxy, first, label: names[i]!, middle: (first + rows) / 2 };
  });
  const hasFailed = (task: number) => tasks.result[task] !== SUCCESS;
  const modeOf = (task: number, isSecond: boolean) => (isSecond ? tasks.secondMode : tasks.mode)[task]!;
  const colorOf = (task: number, isSecond: boolean) => {
    if (hasFailed(task)) return palette.bad;
    return modeColor(palette, tasks.modes[modeOf(task, isSecond)]);
  };
  // What is not in the picture is not in its legend: modes of tasks without a proxy, or of failed ones alone.
  const drawn = new Set(
    proxies.flatMap(({ task, isSecond }) =>
      [...task].flatMap((one, hold) => (hasFailed(one) ? [] : [modeOf(one, isSecond[hold] === 1)])),
    ),
  );
  const draw = (pen: Pen, places: Places) => {
    const height = places.y(1) - places.y(0);
    const gap = height > 4 ? 1 : 0;
    groups.forEach(({ proxy, first }, group) => {
      const top = places.y(first);
      pen.fillStyle = group % 2 === 0 ? palette.surface : palette.background;
      pen.fillRect(places.left, top, places.right - places.left, height * slotsOf(proxy, data));
      pen.fillStyle = palette.line;
      pen.fillRect(places.left, top, places.right - places.left, 1);
      // Pixels of each slot that are painted: of bars that are narrower than one many would paint the same.
      const painted: number[] = [];
      for (let hold = 0; hold < proxy.task.length; hold++) {
        const slot = proxy.slot[hold]!;
        const left = places.x(proxy.from[hold]!);
        const right = Math.max(places.x(proxy.to[hold]!), left + 1);
        if (right <= (painted[slot] ?? 0) + 0.5) continue;
        painted[slot] = right;
        pen.fillStyle = colorOf(proxy.task[hold]!, proxy.isSecond[hold] === 1);
        // A line between bars that are wide enough for it.
        const width = right - left > 4 ? right - left - 1 : right - left;
        pen.fillRect(left, top + slot * height + gap, width, Math.max(1, height - gap));
      }
      // Over the bars: a task that stands still keeps its slot.
      pen.fillStyle = `${palette.background}b0`;
      for (const { from, to } of downTimes(data, proxy, timeline)) {
        pen.fillRect(places.x(from), top, places.x(to) - places.x(from), height * slotsOf(proxy, data));
      }
      pen.fillStyle = palette.text;
      for (const { from, to } of downTimes(data, proxy, timeline)) {
        pen.fillRect(places.x(from), top, places.x(to) - places.x(from), 3);
      }
    });
  };
  const anyDown = proxies.some((proxy) => downTimes(data, proxy, timeline).length > 0);
  const anyFailed = proxies.some(({ task }) => task.some(hasFailed));
  return picture(data, timeline, palette, {
    title: TITLE,
    rows,
    labels: thinned(groups.map(({ middle, label }) => ({ at: middle, label }))),
    legend: [
      ...tasks.modes
        .filter((_, mode) => drawn.has(mode))
        .map((mode) => ({ label: mode, color: modeColor(palette, mode) })),
      ...(anyFailed ? [{ label: 'failed, or cut by the end of the window', color: palette.bad }] : []),
      ...(anyDown ? [{ label: 'proxy down (tasks pale)', color: palette.text }] : []),
    ],
    draw,
  });
}

/** When a proxy was down by itself, as far as the picture goes. */
function downTimes(
  { summary, tasks }: ReportData,
  { proxy }: ProxySlots,
  { fromSeconds, steps, stepSeconds }: Timeline,
): { readonly from: number; readonly to: number }[] {
  const end = fromSeconds + steps * stepSeconds;
  return summary.faults
    .filter(({ kind, name }) => kind === 'proxy-down' && name === tasks.proxies[proxy])
    .map(({ startSeconds, endSeconds }) => ({
      from: Math.max(fromSeconds, startSeconds),
      to: Math.min(end, endSeconds ?? end),
    }))
    .filter(({ from, to }) => to > from);
}

function modeColor({ modes, quiet }: Palette, mode: string | undefined): string {
  return mode !== undefined && Object.hasOwn(modes, mode) ? modes[mode as keyof Palette['modes']] : quiet;
}

/** Columns of an aggregated picture: about one per two pixels. */
const COLUMNS = 420;

function byProxy(
  data: ReportData,
  timeline: Timeline,
  proxies: readonly ProxySlots[],
  palette: Palette,
): PictureConfig {
  const perRow = Math.ceil(proxies.length / PROXY_ROWS);
  const rows = Math.ceil(proxies.length / perRow);
  const from = timeline.fromSeconds;
  const length = timeline.steps * timeline.stepSeconds;
  const share = Array.from({ length: rows }, () => new Float64Array(COLUMNS));
  const slots = new Float64Array(rows);
  proxies.forEach((proxy, p) => {
    const row = Math.floor(p / perRow);
    slots[row]! += slotsOf(proxy, data);
    for (let hold = 0; hold < proxy.task.length; hold++)
      addHold(share[row]!, (proxy.from[hold]! - from) / length, (proxy.to[hold]! - from) / length);
  });
  const draw = (pen: Pen, places: Places) => {
    const width = (places.right - places.left) / COLUMNS;
    share.forEach((taken, row) => {
      // Whole pixels: between cells of two and a half of them would be seams.
      const top = Math.round(places.y(row));
      const height = Math.round(places.y(row + 1)) - top;
      let left = 0;
      let color: string | undefined;
      // Columns of one colour beside each other are one rectangle.
      for (let column = 0; column <= COLUMNS; column++) {
        const busy = taken[column] ?? 0;
        const next = busy === 0 ? undefined : heatColor(palette, Math.min(1, busy / slots[row]!));
        if (next === color) continue;
        const edge = Math.round(places.left + column * width);
        if (color !== undefined) {
          pen.fillStyle = color;
          pen.fillRect(left, top, edge - left, height);
        }
        left = edge;
        color = next;
      }
    });
  };
  const names = namesOf(proxies, data);
  return picture(data, timeline, palette, {
    title: `Slots taken on ${counted(proxies.length, 'proxy', 'proxies')}`,
    rows,
    labels: thinned(
      Array.from({ length: rows }, (_, row) => ({ at: row + 0.5, label: names[row * perRow]! })),
    ),
    legend: [0, 0.25, 0.5, 0.75, 1].map((value) => ({
      label: value === 0 ? 'no slot taken' : value === 1 ? 'all slots taken' : `${value * 100}%`,
      color: heatColor(palette, value),
    })),
    draw,
  });
}

/** Adds the part of each column that an interval covers; 0 to 1 is the whole width. */
function addHold(columns: Float64Array, from: number, to: number): void {
  const begin = from * columns.length;
  const end = to * columns.length;
  for (let column = Math.max(0, Math.floor(begin)); column < columns.length && column < end; column++) {
    columns[column]! += Math.min(end, column + 1) - Math.max(begin, column);
  }
}

interface Label {
  readonly at: number;
  readonly label: string;
}

/** Every so many, where not all have room. */
function thinned(labels: readonly Label[]): readonly Label[] {
  const every = Math.ceil(labels.length / MOST_LABELS);
  return labels.filter((_, i) => i % every === 0);
}

interface Rows {
  readonly title: string;
  readonly rows: number;
  readonly labels: readonly Label[];
  readonly legend: readonly { readonly label: string; readonly color: string }[];
  readonly draw: (pen: Pen, places: Places) => void;
}

function picture(
  data: ReportData,
  { fromSeconds, steps, stepSeconds }: Timeline,
  palette: Palette,
  { title, rows, labels, legend, draw }: Rows,
): PictureConfig {
  const range = { from: fromSeconds, to: fromSeconds + steps * stepSeconds };
  return {
    type: 'line',
    // No bars of Chart.js: it takes a second for what is drawn here in some milliseconds.
    data: {
      datasets: legend.map(({ label, color }) => ({
        label,
        data: [],
        backgroundColor: color,
        borderWidth: 1,
        borderColor: palette.line,
      })),
    },
    options: {
      ...pictureOptions(palette, data, { title }),
      scales: {
        x: timeAxis(palette, range, data.clockStartUs),
        y: rowAxis(palette, rows, labels, Math.max(0, LEAST_ROWS - rows)),
      },
    },
    plugins: [drawing(draw)],
  };
}
