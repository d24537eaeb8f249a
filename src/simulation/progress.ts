import { STAGES, type Stage } from '../model/model.ts';
import type { Run } from './run.ts';
import type { RunningTask } from './running-task.ts';
import type { Progress } from './state.ts';

const US_PER_SECOND = 1e6;

/**
 * What a task has done once its open flow has read so many bytes more: for each stage the busiest of what the flow crossed,
 * as a share of the transfer time, interruptions left out.
 */
export function progressAfter(run: Run, { transfer, progress }: RunningTask, readBytes: number): Progress {
  const { startedUs, resources, stages, busyAtStart, caps } = transfer!;
  const now = run.loop.nowUs;
  const seconds = (now - startedUs) / US_PER_SECOND;
  const known = progress.readBytes + readBytes;
  if (seconds === 0) return { ...progress, readBytes: known };
  const busy = [0, 0, 0, 0, 0];
  for (let i = 0; i < stages.length; i++) {
    const busyNow = run.loop.flows.busySeconds(resources[i]!, now);
    raise(busy, stages[i]!, (busyNow - busyAtStart[i]!) / seconds);
  }
  for (const { stage, cap } of caps) raise(busy, stage, readBytes / cap / seconds);
  // A transfer that was never interrupted keeps its figures to the last bit.
  if (progress.seconds === 0) return { readBytes: known, seconds, busy };
  const all = progress.seconds + seconds;
  const mean = busy.map((share, stage) => (progress.busy[stage]! * progress.seconds + share * seconds) / all);
  return { readBytes: known, seconds: all, busy: mean };
}

function raise(busy: number[], stage: Stage, share: number): void {
  const at = STAGES.indexOf(stage);
  busy[at] = Math.max(busy[at]!, Math.min(1, share));
}
