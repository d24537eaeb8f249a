import { NEVER, NO_NAME, type TaskColumns } from '../../metrics/columns/task-columns.ts';
import type { ReportData } from './report-data.ts';
import { endOfGrid, type TimeGrid } from './time-grid.ts';

/**
 * Which task held which slot of a proxy, and when. The lowest free slot is taken, as people would number them.
 * Columns with one row per hold, in order of start.
 */
export interface ProxySlots {
  /** Row of `TaskColumns.proxies`, or NO_NAME. */
  readonly proxy: number;
  /** Largest number of slots in use at once. */
  readonly slots: number;
  /** Row of the task. */
  readonly task: Uint32Array;
  /** From 0. */
  readonly slot: Uint32Array;
  /** 1: it held a slot of the second proxy, which writes what the first one read. */
  readonly isSecond: Uint8Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/**
 * By proxy, in the order of `TaskColumns.proxies`, followed by the tasks that need no proxy (as NO_NAME), if there
 * are any. `endSeconds`: the end of tasks that had not ended when the run was cut off.
 */
export function taskSlots(tasks: TaskColumns, endSeconds: number): ProxySlots[] {
  const none = tasks.proxies.length;
  const started = startedOf(tasks);
  const held = new Uint32Array(none + 1);
  for (let task = 0; task < started; task++) {
    held[Math.min(none, tasks.proxy[task]!)]!++;
    if (tasks.secondProxy[task]! < none) held[tasks.secondProxy[task]!]!++;
  }
  const lines = Array.from(held, (count, proxy) => new SlotLine(proxy === none ? NO_NAME : proxy, count));
  for (let task = 0; task < started; task++) {
    const from = tasks.start[task]!;
    const to = tasks.end[task] === NEVER ? endSeconds : tasks.end[task]!;
    lines[Math.min(none, tasks.proxy[task]!)]!.take(task, 0, from, to);
    if (tasks.secondProxy[task]! < none) lines[tasks.secondProxy[task]!]!.take(task, 1, from, to);
  }
  return held[none] === 0 ? lines.slice(0, none) : lines;
}

/** In the order in which the scenario declares the proxies, as in tables; tasks without a proxy stay last. */
export function asDeclared(
  slots: readonly ProxySlots[],
  { tasks, summary }: Pick<ReportData, 'tasks' | 'summary'>,
): ProxySlots[] {
  const places = new Map(Object.keys(summary.proxies).map((name, place) => [name, place]));
  const placeOf = ({ proxy }: ProxySlots) => places.get(tasks.proxies[proxy] ?? '') ?? places.size;
  return slots.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Only what was held within the steps of a grid; what began before them or ended after them is cut. */
export function heldWithin(slots: ProxySlots, grid: TimeGrid): ProxySlots {
  const begin = grid.fromSeconds;
  const end = endOfGrid(grid);
  const isKept = (_: number, hold: number) => slots.from[hold]! < end && slots.to[hold]! >= begin;
  return {
    proxy: slots.proxy,
    slots: slots.slots,
    task: slots.task.filter(isKept),
    slot: slots.slot.filter(isKept),
    isSecond: slots.isSecond.filter(isKept),
    from: slots.from.filter(isKept).map((from) => Math.max(begin, from)),
    to: slots.to.filter(isKept).map((to) => Math.min(end, to)),
  };
}

/** Number of tasks that started. Tasks are ordered by start, with those that never started last. */
function startedOf({ count, start }: TaskColumns): number {
  let started = 0;
  while (started < count && start[started] !== NEVER) started++;
  return started;
}

class SlotLine implements ProxySlots {
  readonly proxy: number;
  readonly task: Uint32Array;
  readonly slot: Uint32Array;
  readonly isSecond: Uint8Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** By slot: when it becomes free again. */
  readonly #freeAt: number[] = [];
  #taken = 0;

  constructor(proxy: number, holds: number) {
    this.proxy = proxy;
    this.task = new Uint32Array(holds);
    this.slot = new Uint32Array(holds);
    this.isSecond = new Uint8Array(holds);
    this.from = new Float64Array(holds);
    this.to = new Float64Array(holds);
  }

  get slots(): number {
    return this.#freeAt.length;
  }

  take(task: number, isSecond: 0 | 1, from: number, to: number): void {
    let slot = 0;
    while (slot < this.#freeAt.length && this.#freeAt[slot]! > from) slot++;
    this.#freeAt[slot] = to;
    const row = this.#taken++;
    this.task[row] = task;
    this.slot[row] = slot;
    this.isSecond[row] = isSecond;
    this.from[row] = from;
    this.to[row] = to;
  }
}
