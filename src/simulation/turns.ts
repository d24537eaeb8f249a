import { waitCauseNumber } from '../trace/wait-cause.ts';
import { type Run, requestPass } from './run.ts';
import type { Session, Task } from './state.ts';

const SEQUENTIAL = waitCauseNumber('sequential');

/** A task's turn has come: from here on it waits for slots. */
export function joinQueue(run: Run, task: Task): void {
  const now = run.loop.nowUs;
  task.waitedUs[SEQUENTIAL]! += now - task.readyUs;
  task.stage = 'waiting';
  run.waiting.enter(task, run.infrastructure.candidateSets.of(task.job, task.vm, task.datastore), now);
}

/** With parallel processing off: the next disk of the VM in turn, or the first of the next VM. */
export function releaseNext(run: Run, session: Session): void {
  const isReachable = (task: Task) => task.stage !== 'unreachable';
  const vmRun = session.vmRuns.find((vm) => vm.stage !== 'done' && vm.tasks.some(isReachable));
  if (vmRun === undefined) return;
  if (vmRun.tasks.some((task) => isReachable(task) && task.stage !== 'held' && task.stage !== 'ended'))
    return;
  const next = vmRun.tasks.find((task) => task.stage === 'held');
  if (next === undefined) return;
  joinQueue(run, next);
  requestPass(run);
}
