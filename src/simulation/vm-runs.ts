import { makeTask } from './make-task.ts';
import { newChain } from './repository-slots.ts';
import type { Run } from './run.ts';
import type { Session, VmDone, VmRun } from './state.ts';
import type { Task } from './task.ts';

/** Of VMs that are done. */
const NO_TASKS: readonly Task[] = [];

/** One attempt at a VM begins: its tasks come into being. */
export function startVm(run: Run, session: Session, vm: number, vmOrder: number): VmRun {
  const { vms } = run.model;
  const vmRun: VmRun = {
    id: run.vmRuns.length,
    vm,
    session,
    attempt: session.attempt,
    order: vmOrder,
    readyUs: run.loop.nowUs,
    host: vms.hostOf(vm),
    datastores: vms.datastoresOf(vm),
    tasks: NO_TASKS,
    turn: 0,
    stage: 'waiting',
    readyTicket: -1,
    snapshotAtUs: -1,
    snapshot: 'none',
    fromArray: undefined,
    tasksLeft: 0,
    failed: false,
    warned: false,
    chain: run.model.repositories[session.repository]?.perVmFiles === false ? session.chain : newChain(),
    attachments: undefined,
    done: undefined,
  };
  run.vmRuns.push(vmRun);
  session.vmRuns.push(vmRun);
  vmRun.tasks = vms.disksOf(vm).map((disk, diskOrder) => makeTask(run, vmRun, disk, diskOrder));
  for (const { stage } of vmRun.tasks) if (stage !== 'unreachable') vmRun.tasksLeft++;
  return vmRun;
}

/** The VM's part of the session is over: what it has made is there from now on. */
export function finishVm(run: Run, vmRun: VmRun): void {
  const { session, vm, chain } = vmRun;
  vmRun.stage = 'done';
  const { full } = forgetTasks(run, vmRun);
  if (!vmRun.failed) {
    run.restorePoints.made(session, vm, full);
    if (chain.repository >= 0) run.chainLocations.made(session.job, vm, chain.repository, full);
  }
  run.trace.record({
    kind: 'vm-ended',
    at: run.loop.nowUs,
    vmRun: vmRun.id,
    vm,
    session: session.id,
    result: vmRun.failed ? 'failed' : vmRun.warned ? 'warning' : 'success',
  });
}

function forgetTasks(run: Run, vmRun: VmRun): VmDone {
  const { tasks } = vmRun;
  const done = {
    full: tasks.some((task) => task.full),
    transferredBytes: tasks.reduce((sum, task) => sum + task.transferredBytes, 0),
    wasReachable: tasks.every((task) => task.result !== undefined),
  };
  for (const { task } of tasks) {
    run.tasks.forget(task);
    run.failurePoints.delete(task);
  }
  vmRun.tasks = NO_TASKS;
  vmRun.done = done;
  return done;
}
