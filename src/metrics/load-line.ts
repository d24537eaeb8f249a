import { STAGES } from '../model/model.ts';
import type { Bottleneck, LoadLine } from './summary.ts';
import type { LoggedTask } from './task-log.ts';

const THROTTLING = STAGES.indexOf('throttling');
/** Shares that differ by less are the same share told with other roundings. */
const SAME = 1e-9;

/** Busy shares of several tasks: each stage's mean over their transfer time, interruptions left out. Zero where nothing was transferred. */
export function meanBusy(tasks: readonly LoggedTask[]): readonly number[] {
  const sums = STAGES.map(() => 0);
  let time = 0;
  for (const { busy, transferStartUs, transferEndUs, pausedUs } of tasks) {
    if (busy === null) continue;
    const spent = transferEndUs - transferStartUs - pausedUs;
    time += spent;
    busy.forEach((share, s) => {
      sums[s]! += share * spent;
    });
  }
  return time === 0 ? sums : sums.map((sum) => sum / time);
}

export function loadLine(busy: readonly number[]): LoadLine {
  const [source = 0, proxy = 0, network = 0, target = 0] = busy;
  return { source, proxy, network, target };
}

/** The busiest stage, the earlier of equals; a throttle rule that binds as hard is named before any stage [doc]. */
export function bottleneckOf(busy: readonly number[]): Bottleneck {
  const stages = busy.slice(0, THROTTLING);
  const highest = Math.max(...stages);
  const throttled = busy[THROTTLING] ?? 0;
  if (throttled > 0 && throttled >= highest - SAME) return 'throttling';
  if (highest <= 0) return 'none';
  return STAGES[stages.findIndex((share) => share >= highest - SAME)] as Bottleneck;
}
