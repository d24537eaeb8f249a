import { SECOND_US } from '../../units/civil-time.ts';
import type { TaskLog } from '../logs/task-log.ts';
import type { TimeRange } from '../time-range.ts';
import { sharedColumn } from './shared-column.ts';

/** When tasks were interrupted, in the order of tasks, then of time. Most tasks never were, and have no row here. */
export interface InterruptionColumns {
  /** Rows of the columns of tasks. */
  readonly interruptedTask: Uint32Array;
  /** Seconds. */
  readonly interruptedFrom: Float64Array;
  readonly interruptedTo: Float64Array;
}

/** `order`: the tasks of the log in the order of the columns of tasks. */
export function interruptionColumns({ interruptions }: TaskLog, order: Int32Array): InterruptionColumns {
  const columns = {
    interruptedTask: sharedColumn(Uint32Array, interruptions.length),
    interruptedFrom: sharedColumn(Float64Array, interruptions.length),
    interruptedTo: sharedColumn(Float64Array, interruptions.length),
  };
  if (interruptions.length === 0) return columns;
  const rows = new Int32Array(order.length);
  for (let row = 0; row < order.length; row++) rows[order[row]!] = row;
  // Those of one task are in the order of time already, and sorting keeps that.
  const inOrder = interruptions.toSorted((a, b) => rows[a.task]! - rows[b.task]!);
  inOrder.forEach(({ task, fromUs, toUs }, at) => {
    columns.interruptedTask[at] = rows[task]!;
    columns.interruptedFrom[at] = fromUs / SECOND_US;
    columns.interruptedTo[at] = toUs / SECOND_US;
  });
  return columns;
}

/** The interruptions of one task, in the order of time. */
export function interruptionsOf(
  { interruptedTask, interruptedFrom, interruptedTo }: InterruptionColumns,
  task: number,
): TimeRange[] {
  let low = 0;
  let high = interruptedTask.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (interruptedTask[middle]! < task) low = middle + 1;
    else high = middle;
  }
  const found: TimeRange[] = [];
  for (let at = low; interruptedTask[at] === task; at++)
    found.push({ from: interruptedFrom[at]!, to: interruptedTo[at]! });
  return found;
}

/** The parts of a range in which a task was not interrupted, in the order of time. */
export function uninterrupted(
  columns: InterruptionColumns,
  task: number,
  { from, to }: TimeRange,
): TimeRange[] {
  const parts: TimeRange[] = [];
  let at = from;
  for (const pause of interruptionsOf(columns, task)) {
    if (pause.from >= to) break;
    if (pause.from > at) parts.push({ from: at, to: pause.from });
    at = Math.max(at, pause.to);
  }
  if (at < to) parts.push({ from: at, to });
  return parts;
}
