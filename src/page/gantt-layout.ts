import { NEVER, NO_NAME, type TaskColumns } from '../report/data/task-columns.ts';

/** A row of the chart: one slot of one proxy. Its bars follow each other without overlap. */
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

/**
 * Tasks on the slots that they held: each takes the first slot of its proxy that is free, as a person would draw it; which
 * of its slots a proxy gives to a task means nothing. A task that two proxies share is on both.
 */
export function ganttLanes(tasks: TaskColumns, endSeconds: number): Lane[] {
  const proxies = new Map<number, number[][]>();
  const endOf = (task: number) => (tasks.end[task] === NEVER ? endSeconds : tasks.end[task]!);
  const freeAt = new Map<number, number[]>();
  // Rows stand in order of their start.
  for (let task = 0; task < tasks.count; task++) {
    const start = tasks.start[task]!;
    if (start === NEVER) continue;
    const second = tasks.secondProxy[task]!;
    const places =
      second === NO_NAME || second === tasks.proxy[task]
        ? [tasks.proxy[task]!]
        : [tasks.proxy[task]!, second];
    for (const proxy of places) {
      const lanes = proxies.get(proxy) ?? [];
      const free = freeAt.get(proxy) ?? [];
      proxies.set(proxy, lanes);
      freeAt.set(proxy, free);
      const found = free.findIndex((at) => at <= start);
      const slot = found < 0 ? lanes.push([]) - 1 : found;
      lanes[slot]!.push(task);
      free[slot] = endOf(task);
    }
  }
  return [...proxies]
    .sort(([a], [b]) => a - b)
    .flatMap(([proxy, lanes]) =>
      lanes.map((rows, slot) => ({
        proxy,
        slot,
        tasks: Uint32Array.from(rows),
        from: Float64Array.from(rows, (task) => tasks.start[task]!),
        to: Float64Array.from(rows, endOf),
      })),
    );
}

/** The first bar that ends after an instant; the number of bars where none does. */
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

/** The task at an instant of a lane, or the nearest one within some seconds; -1: none. */
export function taskAt(lane: Lane, seconds: number, within: number): number {
  const at = firstEndingAfter(lane, seconds);
  const hit = at < lane.tasks.length && lane.from[at]! - seconds <= within ? at : at - 1;
  if (hit < 0 || (hit < at && seconds - lane.to[hit]! > within)) return -1;
  return lane.tasks[hit]!;
}
