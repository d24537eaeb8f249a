import { NEVER, NO_NAME, type TaskColumns } from '../../metrics/task-columns.ts';

/** Who held which slot of a proxy, and when: a proxy's slots are numbered as people do, the lowest free one is taken. */
export interface ProxySlots {
  /** Row of `TaskColumns.proxies`, or NO_NAME. */
  readonly proxy: number;
  /** Slots that were ever taken at once. */
  readonly slots: number;
  /** In order of start. */
  readonly holds: readonly SlotHold[];
}

export interface SlotHold {
  /** Row of the task. */
  readonly task: number;
  /** From 0. */
  readonly slot: number;
  /** It held the slot of the proxy that writes what another one read. */
  readonly isSecond: boolean;
  readonly from: number;
  readonly to: number;
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
    const first = all[tasks.proxy[task]!] ?? without;
    first.take({ task, isSecond: false, from, to });
    all[tasks.secondProxy[task]!]?.take({ task, isSecond: true, from, to });
  }
  return without.slots > 0 ? [...all, without] : all;
}

class SlotLine implements ProxySlots {
  readonly proxy: number;
  readonly holds: SlotHold[] = [];
  /** By slot: when it is free again. */
  readonly #freeAt: number[] = [];

  constructor(proxy: number) {
    this.proxy = proxy;
  }

  get slots(): number {
    return this.#freeAt.length;
  }

  take(hold: Omit<SlotHold, 'slot'>): void {
    const free = this.#freeAt.findIndex((end) => end <= hold.from);
    const slot = free < 0 ? this.#freeAt.length : free;
    this.#freeAt[slot] = hold.to;
    this.holds.push({ ...hold, slot });
  }
}
