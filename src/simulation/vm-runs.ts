import { makeTask } from './make-task.ts';
import { newChain } from './repository-slots.ts';
import type { Run } from './run.ts';
import type { Session, VmDone, VmRun } from './state.ts';

/** One attempt at a VM begins: its tasks come into being. */
export function startVm(run: Run, session: Session, vm: number, vmOrder: number): VmRun {
  const { repository } = run.model.jobs[session.job]!;
  const vmRun: VmRun = {
    id: run.vmRuns.length,
    vm,
    session,
    attempt: session.attempt,
    tasks: [],
    turn: 0,
    stage: 'waiting',
    readyTicket: -1,
    snapshotAtUs: -1,
    snapshot: 'none',
    fromArray: undefined,
    tasksLeft: 0,
    failed: false,
    warned: false,
    chain: run.model.repositories[repository]?.perVmFiles === false ? session.chain : newChain(),
    attachments: undefined,
    done: undefined,
  };
  run.vmRuns.push(vmRun);
  session.vmRuns.push(vmRun);
  const { vms } = run.model;
  const first = vms.firstDiskOf(vm);
  for (let disk = first; disk < vms.endOfDisks(vm); disk++) {
    vmRun.tasks.push(makeTask(run, vmRun, { disk, vmOrder, diskOrder: disk - first }));
  }
  vmRun.tasksLeft = vmRun.tasks.filter((task) => task.stage !== 'unreachable').length;
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
  for (const { task } of tasks) run.tasks[task] = undefined;
  tasks.length = 0;
  vmRun.done = done;
  return done;
}
