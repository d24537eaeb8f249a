import type { Run } from '../run.ts';
import { makeTasks } from '../tasks/make-task.ts';
import type { Session } from './session.ts';
import { type VmRun, VmStage } from './vm-run.ts';

/** Begins an attempt at a VM, and makes its tasks. */
export function startVm(run: Run, session: Session, placeInJob: number): void {
  const vmRun = run.vmRuns.add({ session, placeInJob, firstTask: run.tasks.count });
  const fromArray = run.readPlaces.fromArray(session.job, vmRun.vm);
  if (fromArray !== undefined) vmRun.fromArray = fromArray;
  run.restorePoints.planned(vmRun);
  makeTasks(run, vmRun);
}

/** Ends an attempt at a VM: its restore point is available from now on, and its tasks are forgotten. */
export function finishVm(run: Run, vmRun: VmRun): void {
  const { session, vm, chain } = vmRun;
  const { firstTask, endOfTasks } = vmRun;
  for (let task = firstTask; task < endOfTasks; task++) run.tasks.forget(task);
  vmRun.forgetTasks();
  run.chainLocations.forget(vmRun);
  vmRun.stage = VmStage.done;
  if (!vmRun.failed) {
    run.restorePoints.made(vmRun);
    if (chain.repository >= 0) run.chainLocations.made(vmRun, chain.repository);
  }
  run.trace.record({
    kind: 'vm-ended',
    at: run.loop.nowUs,
    vmRun: vmRun.id,
    vm,
    session: session.id,
    result: vmRun.failed ? 'failed' : vmRun.warned ? 'warning' : 'success',
  });
  run.vmRuns.letGo(vmRun.id);
}
