import { largestBy } from '../../collections/extremes.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { Collector } from '../collector.ts';
import { BOTTLENECKS, type Bottleneck } from '../summary/summary.ts';

/** Totals over all tasks, and what limited them. Plain data. */
export interface WorkDone {
  /** Bytes read, by the task's bottleneck; `judged` is the number of tasks with a known bottleneck. */
  readonly bytes: Readonly<Partial<Record<Bottleneck, number>>>;
  readonly judged: number;
  /** Task-seconds from the start to the release of slots, or to the end of the run. */
  readonly heldSeconds: number;
}

/** Sums over all tasks in order of start. */
export function workDone({ tasks: log, order, end: { at: runEndUs } }: Collector): WorkDone {
  const { startUs, endUs, bottleneck, readBytes } = log.tasks;
  const bytes = new Float64Array(BOTTLENECKS.length);
  const judged = new Int32Array(BOTTLENECKS.length);
  /** Bottlenecks in order of first occurrence. */
  const met: number[] = [];
  let heldSeconds = 0;
  for (let at = 0; at < order.length; at++) {
    const task = order[at]!;
    if (startUs[task]! >= 0)
      heldSeconds += (endUs[task]! < 0 ? runEndUs : endUs[task]!) / SECOND_US - startUs[task]! / SECOND_US;
    const limit = bottleneck[task]!;
    if (limit < 0) continue;
    if (judged[limit]!++ === 0) met.push(limit);
    bytes[limit]! += readBytes[task]!;
  }
  return {
    bytes: Object.fromEntries(met.map((limit) => [BOTTLENECKS[limit]!, bytes[limit]!])),
    judged: judged.reduce((sum, count) => sum + count, 0),
    heldSeconds,
  };
}

/** The bottleneck of most of the data, the first of equals; undefined: no task has a known one. */
export function mainBottleneck({ bytes }: WorkDone): Bottleneck | undefined {
  return largestBy(Object.keys(bytes) as Bottleneck[], (stage) => bytes[stage]!);
}
