import { groupedBy } from '../../collections/grouped-by.ts';
import type { ProxySlots } from '../../report/data/task-slots.ts';

/** A row of the chart: one slot of one proxy. Its bars do not overlap. */
export interface Lane {
  /** Row of `tasks.proxies`; NO_NAME: tasks that need no proxy. */
  readonly proxy: number;
  /** From 0. */
  readonly slot: number;
  /** Rows of tasks, in order of time. */
  readonly tasks: Uint32Array;
  /** Their starts and ends, so that looking for an instant stays within one array. */
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** A lane for each slot, proxy by proxy. A task with two proxies is on a slot of both. */
export function ganttLanes(slots: readonly ProxySlots[]): Lane[] {
  return slots.flatMap((held) => {
    const holds = groupedBy(held.slot.keys(), (hold) => held.slot[hold]!);
    return Array.from({ length: held.slots }, (_, slot) => {
      const own = holds.get(slot)!;
      return {
        proxy: held.proxy,
        slot,
        tasks: Uint32Array.from(own, (hold) => held.task[hold]!),
        from: Float64Array.from(own, (hold) => held.from[hold]!),
        to: Float64Array.from(own, (hold) => held.to[hold]!),
      };
    });
  });
}

/** The first bar that ends after an instant; the number of bars if none does. */
export function firstEndingAfter({ to }: Lane, seconds: number): number {
  let low = 0;
  let high = to.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (to[middle]! > seconds) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The task at an instant of a lane, or the nearest one `within` seconds; -1: none. */
export function taskAt(lane: Lane, seconds: number, within: number): number {
  const at = firstEndingAfter(lane, seconds);
  const hit = at < lane.tasks.length && lane.from[at]! - seconds <= within ? at : at - 1;
  if (hit < 0 || (hit < at && seconds - lane.to[hit]! > within)) return -1;
  return lane.tasks[hit]!;
}
