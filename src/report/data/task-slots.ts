import { GrowingTable } from '../../metrics/growing-table.ts';
import { NEVER, NO_NAME, type TaskColumns } from '../../metrics/task-columns.ts';

/**
 * Who held which slot of a proxy, and when: a proxy's slots are numbered as people do, the lowest free one is taken. What it
 * held stands in columns, in order of start; they may be longer than `count`.
 */
export interface ProxySlots {
  /** Row of `TaskColumns.proxies`, or NO_NAME. */
  readonly proxy: number;
  /** Slots that were ever taken at once. */
  readonly slots: number;
  readonly count: number;
  /** Row of the task. */
  readonly task: Int32Array;
  /** From 0. */
  readonly slot: Int32Array;
  /** 1: it held the slot of the proxy that writes what another one read. */
  readonly isSecond: Int8Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/**
 * By proxy, in the order of `TaskColumns.proxies`; behind them, as NO_NAME, the tasks that need none, if there are any.
 * `endSeconds`: of what had not ended when the run was cut.
 */
export function taskSlots(tasks: TaskColumns, endSeconds: number): ProxySlots[] {
  const all = tasks.proxies.map((_, proxy) => new SlotLine(proxy));
  const without = new SlotLine(NO_NAME);
  // Tasks stand in order of start.
  for (let task = 0; task < tasks.count; task++) {
    const from = tasks.start[task]!;
    if (from === NEVER) break;
    const to = tasks.end[task] === NEVER ? endSeconds : tasks.end[task]!;
    (all[tasks.proxy[task]!] ?? without).take(task, 0, from, to);
    all[tasks.secondProxy[task]!]?.take(task, 1, from, to);
  }
  return (without.count > 0 ? [...all, without] : all).map((line) => line.taken());
}

class SlotLine {
  readonly #proxy: number;
  /** By slot: when it is free again. */
  readonly #freeAt: number[] = [];
  readonly #holds = new GrowingTable(
    (rows) => ({
      task: new Int32Array(rows),
      slot: new Int32Array(rows),
      isSecond: new Int8Array(rows),
      from: new Float64Array(rows),
      to: new Float64Array(rows),
    }),
    0,
  );

  constructor(proxy: number) {
    this.#proxy = proxy;
  }

  get count(): number {
    return this.#holds.length;
  }

  take(task: number, isSecond: 0 | 1, from: number, to: number): void {
    const free = this.#freeAt.findIndex((end) => end <= from);
    const slot = free < 0 ? this.#freeAt.length : free;
    this.#freeAt[slot] = to;
    const row = this.#holds.add();
    const holds = this.#holds.columns;
    holds.task[row] = task;
    holds.slot[row] = slot;
    holds.isSecond[row] = isSecond;
    holds.from[row] = from;
    holds.to[row] = to;
  }

  taken(): ProxySlots {
    return { proxy: this.#proxy, slots: this.#freeAt.length, count: this.count, ...this.#holds.columns };
  }
}
