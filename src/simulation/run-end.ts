import { isWorkOver, type Run } from './run.ts';
import { TaskStage } from './tasks/task.ts';
import { recordDropped } from './tasks/tasks.ts';
import { tellCutTransfers } from './tasks/transfers.ts';

/**
 * Records what still waits as unfinished, and how far open transfers have come. Housekeeping after the last real event is
 * not part of the run: a run does not last until the horizon because housekeeping would have come after it.
 */
export function endRun(run: Run, stopped: 'idle' | 'horizon', untilUs: number): void {
  const reason = isWorkOver(run) || run.aside.isAllThatIsLeft ? 'idle' : stopped;
  const left = stillWaiting(run);
  const at = reason === 'idle' ? idleFrom(run, left.length > 0, untilUs) : run.loop.nowUs;
  for (const task of left) recordDropped(run, run.tasks.of(task), 'unfinished', at);
  if (reason === 'horizon') tellCutTransfers(run);
  run.sampler.flush(run, at);
  run.trace.record({
    kind: 'run-ended',
    at,
    reason,
    events: run.loop.events,
    solves: run.loop.flows.solves,
    busySeconds: run.sampler.sinceWarmUp(run),
    linkBytes: [...run.linkBytes],
  });
}

function stillWaiting({ tasks }: Run): number[] {
  const rows: number[] = [];
  tasks.each(({ task, stage }) => {
    if (stage <= TaskStage.waiting) rows.push(task);
  });
  return rows;
}

/** When an idle run ended. A scheduler that polls makes one more pass after the last event, if any task waits. */
function idleFrom(run: Run, isAwaited: boolean, untilUs: number): number {
  const { tickUs } = run.policy;
  const last = Math.max(run.lastUs, run.lastNotedUs);
  return isAwaited && tickUs > 0 ? Math.min(Math.ceil(last / tickUs) * tickUs, untilUs) : last;
}
