import { STAGES } from '../model/model.ts';
import type { Run } from './run.ts';
import type { Task } from './state.ts';

const US_PER_SECOND = 1e6;

/** For each stage the busiest of what the flow crossed, as a share of the transfer time. */
export function busyShares(run: Run, task: Task, readBytes: number): number[] {
  const { startedUs, path, busyAtStart } = task.transfer!;
  const now = run.loop.nowUs;
  const seconds = (now - startedUs) / US_PER_SECOND;
  const busy = STAGES.map(() => 0);
  if (seconds === 0) return busy;
  const raise = (stage: (typeof STAGES)[number], share: number) => {
    const at = STAGES.indexOf(stage);
    busy[at] = Math.max(busy[at]!, Math.min(1, share));
  };
  path.crossings.forEach(({ resource, stage }, i) => {
    raise(stage, (run.loop.flows.busySeconds(resource, now) - busyAtStart[i]!) / seconds);
  });
  for (const { stage, cap } of path.caps) raise(stage, readBytes / cap / seconds);
  return busy;
}
