import { STAGES } from '../../model/model.ts';
import type { Run } from '../run.ts';
import type { RunningTask } from './running-task.ts';

/** What earlier parts of an interrupted transfer have done. */
export interface Progress {
  readonly readBytes: number;
  readonly seconds: number;
  /** Busy shares of these seconds by stage. */
  readonly busy: readonly number[];
}

/** Of all that have not transferred yet. */
export const NO_PROGRESS: Progress = { readBytes: 0, seconds: 0, busy: STAGES.map(() => 0) };

/**
 * What a task has done once its open flow has read so many bytes more: for each stage the busiest of what the flow crossed,
 * as a share of the transfer time, interruptions left out.
 */
export function progressAfter(run: Run, { transfer, progress }: RunningTask, readBytes: number): Progress {
  const now = run.loop.nowUs;
  const seconds = run.transfers.secondsOf(transfer, now);
  const known = progress.readBytes + readBytes;
  if (seconds === 0) return { ...progress, readBytes: known };
  const busy = run.transfers.busyShares(transfer, readBytes, now);
  // A transfer that was never interrupted keeps its figures to the last bit.
  if (progress.seconds === 0) return { readBytes: known, seconds, busy };
  const all = progress.seconds + seconds;
  const mean = busy.map((share, stage) => (progress.busy[stage]! * progress.seconds + share * seconds) / all);
  return { readBytes: known, seconds: all, busy: mean };
}
