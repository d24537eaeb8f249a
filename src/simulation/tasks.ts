import { Phase } from '../engine/event-list.ts';
import { changedShare } from '../model/changed-blocks.ts';
import { pathOf } from '../model/path.ts';
import type { Candidate } from '../model/transport.ts';
import { waitCauseNumber } from '../trace/wait-cause.ts';
import { busyShares } from './busy-shares.ts';
import { EventKind } from './events.ts';
import { type Run, requestPass } from './run.ts';
import type { Session, Task, VmRun } from './state.ts';
import { releaseNext } from './turns.ts';

const SEQUENTIAL = waitCauseNumber('sequential');
const NO_CANDIDATE = waitCauseNumber('no-candidate');
const US_PER_SECOND = 1e6;

/** Binds a task to a place: takes the slots, and sets its VM going if it is the first of it. */
export function startTask(run: Run, task: Task, place: Candidate, decidedBy: string): void {
  const now = run.loop.nowUs;
  run.waiting.leave(task, now);
  run.infrastructure.takeSlots(task, place);
  task.place = place;
  task.stage = 'preparing';
  const { proxy, mode } = place;
  const waitedUs = task.waitedUs.slice();
  run.trace.record({ kind: 'task-started', at: now, task: task.task, proxy, mode, decidedBy, waitedUs });
  if (!task.session.running) {
    task.session.running = true;
    run.waiting.sessionStartedRunning(task.session);
  }
  if (mode === 'hotadd') holdAttachment(task.vmRun, proxy);
  if (task.vmRun.stage === 'waiting') prepareVm(run, task.vmRun);
  else if (task.vmRun.stage === 'ready') openDisk(run, task);
}

/** Slots of the VM's first disk: prepare, then create the snapshot, which counts from here on. */
function prepareVm(run: Run, vmRun: VmRun): void {
  const { vmPrepare, snapshotCreate } = run.model.scenario.overheads;
  const now = run.loop.nowUs;
  vmRun.stage = 'preparing';
  run.infrastructure.countSnapshot(run.model.vms[vmRun.vm]!.datastores, 1);
  vmRun.readyTicket = run.loop.book(
    now + vmPrepare + snapshotCreate,
    Phase.arrive,
    EventKind.snapshotCreated,
    vmRun.id,
  );
  for (const task of vmRun.tasks) {
    if (task.stage !== 'waiting') {
      task.hasSnapshot = true;
      continue;
    }
    run.waiting.leave(task, now);
    task.hasSnapshot = true;
    run.waiting.enter(task, run.infrastructure.candidateSets.of(task.job, task.vm, task.datastore), now);
  }
}

export function snapshotCreated(run: Run, vmRun: VmRun): void {
  vmRun.stage = 'ready';
  vmRun.snapshotAtUs = run.loop.nowUs;
  run.trace.record({ kind: 'snapshot-created', at: run.loop.nowUs, vmRun: vmRun.id, vm: vmRun.vm });
  for (const task of vmRun.tasks) if (task.stage === 'preparing') openDisk(run, task);
}

function openDisk(run: Run, task: Task): void {
  task.stage = 'opening';
  const at = run.loop.nowUs + openingTime(run, task);
  task.openTicket = run.loop.book(at, Phase.arrive, EventKind.diskOpened, task.task);
}

function openingTime(run: Run, task: Task): number {
  const { overheads } = run.model.scenario;
  const { mode, proxy } = task.place!;
  switch (mode) {
    case 'san':
      return overheads.openSan;
    case 'nfs':
      return overheads.openNfs;
    case 'nbd':
    case 'nbdssl':
      return overheads.openNbd;
    case 'hotadd': {
      // The VM's first disk on the proxy attaches for all; who comes during that waits for its end.
      const attachment = task.vmRun.attachments.get(proxy)!;
      const now = run.loop.nowUs;
      if (attachment.readyAtUs < 0) attachment.readyAtUs = now + overheads.hotaddAttach;
      return Math.max(0, attachment.readyAtUs - now);
    }
    default:
      throw new Error(`transport mode ${mode} is not simulated`);
  }
}

function holdAttachment(vmRun: VmRun, proxy: number): void {
  const attachment = vmRun.attachments.get(proxy);
  if (attachment === undefined) vmRun.attachments.set(proxy, { readyAtUs: -1, disks: 1 });
  else attachment.disks++;
}

/** The disk is open: the data starts to flow. */
export function startTransfer(run: Run, task: Task): void {
  const { flows } = run.loop;
  const now = run.loop.nowUs;
  const place = task.place!;
  const ratio = task.readBytes > 0 ? task.transferredBytes / task.readBytes : 0;
  const { job, vm, datastore, full } = task;
  const untracked = !run.model.vms[vm]!.tracked;
  const path = pathOf(
    run.model,
    { job, vm, datastore, full: full || untracked, transferRatio: ratio },
    place,
  );
  const leases = run.runMade.lease(task, run.model.proxies[place.proxy]!.site, ratio);
  const crossings = [...path.crossings, ...leases.map((lease) => lease.crossing)];
  task.stage = 'transferring';
  task.transfer = {
    startedUs: now,
    path: { ...path, crossings },
    busyAtStart: crossings.map((c) => flows.busySeconds(c.resource, now)),
    leases: leases.map((lease) => lease.giveBack),
    flow: flows.open(
      {
        amount: task.readBytes,
        cap: path.cap,
        resources: crossings.map((c) => c.resource),
        coefficients: crossings.map((c) => c.coefficient),
        tag: task.task,
      },
      now,
    ),
  };
  run.trace.record({ kind: 'transfer-started', at: now, task: task.task });
}

export function transferFinished(run: Run, task: Task): void {
  endTransfer(run, task, task.readBytes, task.transferredBytes);
  task.result = 'success';
  closeDisk(run, task);
}

/** The window closed while the task held slots: what it does stops, what it must clean up it cleans up. */
export function stopTransfer(run: Run, task: Task): void {
  if (task.stage === 'ended' || task.stage === 'closing') return;
  task.result = 'window-closed';
  task.vmRun.failed = true;
  if (task.stage === 'transferring') {
    const left = run.loop.flows.close(task.transfer!.flow, run.loop.nowUs);
    const read = Math.max(0, Math.min(task.readBytes, Math.round(task.readBytes - left)));
    const share = task.readBytes > 0 ? read / task.readBytes : 0;
    endTransfer(run, task, read, Math.round(task.transferredBytes * share));
    closeDisk(run, task);
    return;
  }
  if (task.stage === 'opening') run.loop.cancel(task.openTicket);
  endTask(run, task);
}

function endTransfer(run: Run, task: Task, readBytes: number, transferredBytes: number): void {
  const now = run.loop.nowUs;
  const busy = busyShares(run, task, readBytes);
  for (const giveBack of task.transfer!.leases) giveBack();
  task.transfer = undefined;
  run.trace.record({ kind: 'transfer-ended', at: now, task: task.task, readBytes, transferredBytes, busy });
}

/** The last disk of a VM on a hot-add proxy holds its slots through the detach; everything else closes at once. */
function closeDisk(run: Run, task: Task): void {
  task.stage = 'closing';
  const { mode, proxy } = task.place!;
  const { attachments } = task.vmRun;
  const attachment = attachments.get(proxy);
  if (mode === 'hotadd' && attachment !== undefined && --attachment.disks === 0) {
    attachments.delete(proxy);
    const at = run.loop.nowUs + run.model.scenario.overheads.hotaddDetach;
    run.loop.book(at, Phase.release, EventKind.diskClosed, task.task);
    return;
  }
  endTask(run, task);
}

/** Slots freed. */
export function endTask(run: Run, task: Task): void {
  const { vmRun } = task;
  if (task.stage !== 'closing' && task.place!.mode === 'hotadd')
    vmRun.attachments.get(task.place!.proxy)!.disks--;
  task.stage = 'ended';
  run.tasksEnded++;
  run.infrastructure.freeSlots(task, task.place!);
  run.trace.record({ kind: 'task-ended', at: run.loop.nowUs, task: task.task, result: task.result! });
  taskLeft(run, vmRun);
  if (--task.session.tasksLeft === 0) dropUnreachable(run, task.session);
  requestPass(run);
}

/** A task ends without ever having held slots. */
export function dropTask(run: Run, task: Task, result: 'window-closed' | 'unfinished'): void {
  recordDropped(run, task, result);
  task.vmRun.failed = true;
  taskLeft(run, task.vmRun);
  if (--task.session.tasksLeft === 0) dropUnreachable(run, task.session);
}

/** Tells of a task that has never held slots, with all it waited for. */
export function recordDropped(
  run: Run,
  task: Task,
  result: 'window-closed' | 'unfinished',
  now = run.loop.nowUs,
): void {
  if (task.stage === 'waiting') run.waiting.leave(task, now);
  else task.waitedUs[task.stage === 'held' ? SEQUENTIAL : NO_CANDIDATE]! += now - task.readyUs;
  task.stage = 'ended';
  run.tasksEnded++;
  run.trace.record({
    kind: 'task-dropped',
    at: now,
    task: task.task,
    result,
    waitedUs: task.waitedUs.slice(),
  });
}

/** Once all else of a session is done, the VMs that no proxy can reach are given up, so that the session can end. */
export function dropUnreachable(run: Run, session: Session): void {
  for (const vmRun of session.vmRuns) {
    if (!vmRun.tasks.every((task) => task.stage === 'unreachable')) continue;
    giveUpUnreachable(run, vmRun);
    run.loop.book(run.loop.nowUs, Phase.release, EventKind.vmFinalised, vmRun.id);
  }
}

function giveUpUnreachable(run: Run, vmRun: VmRun): void {
  for (const task of vmRun.tasks) {
    if (task.stage !== 'unreachable') continue;
    recordDropped(run, task, 'unfinished');
    vmRun.failed = true;
  }
}

function taskLeft(run: Run, vmRun: VmRun): void {
  if (--vmRun.tasksLeft > 0) {
    if (!run.model.scenario.parallelProcessing) releaseNext(run, vmRun.session);
    return;
  }
  // The snapshot must not stay for disks that nothing will ever read.
  giveUpUnreachable(run, vmRun);
  if (vmRun.stage === 'waiting') {
    // None of its disks ever got slots: there is no snapshot to remove.
    run.loop.book(run.loop.nowUs, Phase.release, EventKind.vmFinalised, vmRun.id);
    return;
  }
  if (vmRun.stage === 'preparing') {
    run.loop.cancel(vmRun.readyTicket);
    vmRun.snapshotAtUs = run.loop.nowUs;
  }
  removeSnapshot(run, vmRun);
}

function removeSnapshot(run: Run, vmRun: VmRun): void {
  const { snapshotRemove, consolidation } = run.model.scenario.overheads;
  const now = run.loop.nowUs;
  vmRun.stage = 'removing';
  const life = now - vmRun.snapshotAtUs;
  let delta = 0;
  for (const { disk } of vmRun.tasks) {
    const { used, changeRate } = run.model.disks[disk]!;
    delta += used * changedShare(changeRate, life);
  }
  const consolidationUs = Math.round((Math.round(delta) / consolidation) * US_PER_SECOND);
  run.trace.record({ kind: 'snapshot-removing', at: now, vmRun: vmRun.id });
  run.loop.book(now + snapshotRemove + consolidationUs, Phase.release, EventKind.snapshotRemoved, vmRun.id);
}

export function snapshotRemoved(run: Run, vmRun: VmRun): void {
  const now = run.loop.nowUs;
  const { datastores } = run.model.vms[vmRun.vm]!;
  run.infrastructure.countSnapshot(datastores, -1);
  for (const datastore of datastores) run.waiting.snapshotGone(datastore);
  run.trace.record({ kind: 'snapshot-removed', at: now, vmRun: vmRun.id });
  const at = now + run.model.scenario.overheads.vmFinalise;
  run.loop.book(at, Phase.release, EventKind.vmFinalised, vmRun.id);
  requestPass(run);
}
