import { STAGES } from '../../model/model.ts';
import {
  limitOfCores,
  limitOfMode,
  limitOfRule,
  limitOfStreams,
  NO_LIMIT,
} from '../../model/paths/task-limits.ts';
import { StageRow } from '../../model/paths/task-path.ts';
import type { Run } from '../run.ts';
import { NO_PART, OWN_CAP } from './open-transfers.ts';
import type { RunningTask } from './running-task.ts';

/** What an interrupted transfer has done in its parts so far. */
export interface Progress {
  readonly readBytes: number;
  readonly seconds: number;
  /** Busy shares of these seconds by stage. */
  readonly busy: readonly number[];
  /**
   * What was busy for so long, by stage: rows of `taskLimits`. After an interruption, what it was before, unless the time
   * since then is longer.
   */
  readonly busiest: readonly number[];
}

/** Of tasks that have not transferred anything yet. */
export const NO_PROGRESS: Progress = {
  readBytes: 0,
  seconds: 0,
  busy: STAGES.map(() => 0),
  busiest: STAGES.map(() => NO_LIMIT),
};

/**
 * The progress of a task after its open flow has read `readBytes` more. Busy shares are those of the busiest resource per
 * stage, over the transfer time without interruptions.
 */
export function progressAfter(run: Run, task: RunningTask, readBytes: number): Progress {
  const { transfer, progress } = task;
  const now = run.loop.nowUs;
  const seconds = run.transfers.secondsOf(transfer, now);
  const known = progress.readBytes + readBytes;
  if (seconds === 0) return { ...progress, readBytes: known };
  const { shares: busy, parts } = run.transfers.busyShares(transfer, readBytes, now);
  const busiest = parts.map((part, stage) => limitOfPart(run, task, part, stage));
  // Without an interruption there is nothing to average, so the figures stay exact.
  if (progress.seconds === 0) return { readBytes: known, seconds, busy, busiest };
  const all = progress.seconds + seconds;
  const mean = busy.map((share, stage) => (progress.busy[stage]! * progress.seconds + share * seconds) / all);
  return {
    readBytes: known,
    seconds: all,
    busy: mean,
    busiest: seconds > progress.seconds ? busiest : progress.busiest,
  };
}

/** The row in `taskLimits` of the part of a task's path that was the busiest of a stage. */
function limitOfPart({ model, runMade }: Run, task: RunningTask, part: number, stage: number): number {
  if (part === NO_PART) return NO_LIMIT;
  if (part === OWN_CAP) {
    if (stage === StageRow.proxy) return limitOfCores(model);
    return limitOfMode(model, (stage === StageRow.source ? task.first : (task.second ?? task.first)).mode);
  }
  if (part < model.resources.length) return part;
  return stage === StageRow.throttling
    ? limitOfRule(model, runMade.ruleOf(part))
    : limitOfStreams(model, task.vmRun.chain.repository);
}
