import { NEVER, NO_NAME, type TaskColumns } from '../../metrics/columns/task-columns.ts';
import type { ReportData } from './report-data.ts';

/**
 * Who held which slot of a proxy, and when: a proxy's slots are numbered as people do, the lowest free one is taken. What was
 * held stands in columns, in order of start.
 */
export interface ProxySlots {
  /** Row of `TaskColumns.proxies`, or NO_NAME. */
  readonly proxy: number;
  /** Slots that were ever taken at once. */
  readonly slots: number;
  /** Row of the task. */
  readonly task: Uint32Array;
  /** From 0. */
  readonly slot: Uint32Array;
  /** 1: it held the slot of the proxy that writes what another one read. */
  readonly isSecond: Uint8Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/**
 * By proxy, in the order of `TaskColumns.proxies`; behind them, as NO_NAME, the tasks that need none, if there are any.
 * `endSeconds`: of what had not ended when the run was cut.
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

/** In the order in which the scenario declares the proxies, as tables have them; what needs no proxy stays last. */
export function asDeclared(
  slots: readonly ProxySlots[],
  { tasks, summary }: Pick<ReportData, 'tasks' | 'summary'>,
): ProxySlots[] {
  const places = new Map(Object.keys(summary.proxies).map((name, place) => [name, place]));
  const placeOf = ({ proxy }: ProxySlots) => places.get(tasks.proxies[proxy] ?? '') ?? places.size;
  return slots.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Tasks stand in order of start, those that never started last. */
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
  /** By slot: when it is free again. */
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
