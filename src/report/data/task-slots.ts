import { NEVER, type TaskColumns } from './task-columns.ts';

/** Who held which slot of a proxy, and when: a proxy's slots are numbered as people do, the lowest free one is taken. */
export interface ProxySlots {
  /** Row of `TaskColumns.proxies`. */
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

/** By proxy, in the order of `TaskColumns.proxies`. `endSeconds`: of what had not ended when the run was cut. */
export function taskSlots(tasks: TaskColumns, endSeconds: number): ProxySlots[] {
  const holds = tasks.proxies.map((): SlotHold[] => []);
  /** By proxy and slot: when it is free again. */
  const freeAt = tasks.proxies.map((): number[] => []);
  // Tasks stand in order of start.
  for (let task = 0; task < tasks.count; task++) {
    const from = tasks.start[task]!;
    if (from === NEVER) break;
    const to = tasks.end[task] === NEVER ? endSeconds : tasks.end[task]!;
    for (const column of [tasks.proxy, tasks.secondProxy]) {
      const ends = freeAt[column[task]!];
      if (ends === undefined) continue;
      const free = ends.findIndex((end) => end <= from);
      const slot = free < 0 ? ends.length : free;
      ends[slot] = to;
      holds[column[task]!]!.push({ task, slot, isSecond: column === tasks.secondProxy, from, to });
    }
  }
  return holds.map((of, proxy) => ({ proxy, slots: freeAt[proxy]!.length, holds: of }));
}
