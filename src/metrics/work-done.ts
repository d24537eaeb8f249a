import { SECOND_US } from '../units/civil-time.ts';
import type { Collector } from './collector.ts';
import { BOTTLENECKS, type Bottleneck } from './summary.ts';

/** What tasks did in all, and what held them back. */
export interface WorkDone {
  /** Bytes read by the stage that was the bottleneck, and the number of tasks of which that is known. */
  readonly bytes: ReadonlyMap<Bottleneck, number>;
  readonly judged: number;
  /** Task-seconds from slots got to slots freed, or to the end of the run. */
  readonly heldSeconds: number;
}

/** Of all tasks, as they were started. */
export function workDone({ tasks: log, order, end: { at: runEndUs } }: Collector): WorkDone {
  const { startUs, endUs, bottleneck, readBytes } = log.tasks;
  const bytes = new Float64Array(BOTTLENECKS.length);
  const judged = new Int32Array(BOTTLENECKS.length);
  /** In the order in which they were first met. */
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
    bytes: new Map(met.map((limit) => [BOTTLENECKS[limit]!, bytes[limit]!])),
    judged: judged.reduce((sum, count) => sum + count, 0),
    heldSeconds,
  };
}
