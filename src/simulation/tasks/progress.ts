import { STAGES } from '../../model/model.ts';
import type { Run } from '../run.ts';
import type { RunningTask } from './running-task.ts';

/** What an interrupted transfer has done in its parts so far. */
export interface Progress {
  readonly readBytes: number;
  readonly seconds: number;
  /** Busy shares of these seconds by stage. */
  readonly busy: readonly number[];
}

/** Of tasks that have not transferred anything yet. */
export const NO_PROGRESS: Progress = { readBytes: 0, seconds: 0, busy: STAGES.map(() => 0) };

/**
 * The progress of a task after its open flow has read `readBytes` more. Busy shares are those of the busiest resource per
 * stage, over the transfer time without interruptions.
 */
export function progressAfter(run: Run, { transfer, progress }: RunningTask, readBytes: number): Progress {
  const now = run.loop.nowUs;
  const seconds = run.transfers.secondsOf(transfer, now);
  const known = progress.readBytes + readBytes;
  if (seconds === 0) return { ...progress, readBytes: known };
  const busy = run.transfers.busyShares(transfer, readBytes, now);
  // Without an interruption there is nothing to average, so the figures stay exact.
  if (progress.seconds === 0) return { readBytes: known, seconds, busy };
  const all = progress.seconds + seconds;
  const mean = busy.map((share, stage) => (progress.busy[stage]! * progress.seconds + share * seconds) / all);
  return { readBytes: known, seconds: all, busy: mean };
}
