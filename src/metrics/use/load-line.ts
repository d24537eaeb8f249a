import { STAGES } from '../../model/model.ts';
import type { TaskLog } from '../logs/task-log.ts';
import type { Bottleneck, LoadLine } from '../summary/summary.ts';

const THROTTLING = STAGES.indexOf('throttling');
/** Shares that differ by less than this differ only by rounding. */
const SAME = 1e-9;

/** Mean busy share per stage over the transfer time of several tasks, without interruptions. 0 if none transferred. */
export function meanBusy(log: TaskLog, rows: Int32Array): readonly number[] {
  const { busy } = log.tasks;
  const sums = new Float64Array(STAGES.length);
  const { busy: shares } = log;
  let time = 0;
  for (let row = 0; row < rows.length; row++) {
    const task = rows[row]!;
    if (busy[task]! < 0) continue;
    const spent = log.transferUs(task);
    time += spent;
    const from = busy[task]! * STAGES.length;
    for (let s = 0; s < STAGES.length; s++) sums[s]! += shares[from + s]! * spent;
  }
  return Array.from(sums, (sum) => (time === 0 ? sum : sum / time));
}

export function loadLine(busy: readonly number[]): LoadLine {
  const [source = 0, proxy = 0, network = 0, target = 0] = busy;
  return { source, proxy, network, target };
}

/** The busiest stage, the first of equals; a throttle rule that limits at least as much takes precedence [doc]. */
export function bottleneckOf(busy: readonly number[]): Bottleneck {
  let highest = Number.NEGATIVE_INFINITY;
  for (let s = 0; s < THROTTLING; s++) highest = Math.max(highest, busy[s]!);
  const throttled = busy[THROTTLING] ?? 0;
  if (throttled > 0 && throttled >= highest - SAME) return 'throttling';
  if (highest <= 0) return 'none';
  let stage = 0;
  while (busy[stage]! < highest - SAME) stage++;
  return STAGES[stage]!;
}
