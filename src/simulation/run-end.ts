import { isWorkOver, type Run } from './run.ts';
import { TaskStage } from './tasks/task.ts';
import { recordDropped } from './tasks/tasks.ts';
import { tellCutTransfers } from './tasks/transfers.ts';

/**
 * What still waits at the end is told as unfinished, and of what is on its way how far it came. Housekeeping after the last event
 * is not part of the run: that something of it would have come after the horizon does not make the run last until there.
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
  });
}

function stillWaiting({ tasks }: Run): number[] {
  const rows: number[] = [];
  tasks.each(({ task, stage }) => {
    if (stage <= TaskStage.waiting) rows.push(task);
  });
  return rows;
}

/** A scheduler that polls looks once more after the last that happened, whatever that was, if somebody waits. */
function idleFrom(run: Run, isAwaited: boolean, untilUs: number): number {
  const { tickUs } = run.policy;
  const last = Math.max(run.lastUs, run.lastNotedUs);
  return isAwaited && tickUs > 0 ? Math.min(Math.ceil(last / tickUs) * tickUs, untilUs) : last;
}
