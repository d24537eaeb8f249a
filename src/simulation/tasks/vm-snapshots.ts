import { Phase } from '../../engine/event-list.ts';
import { changedOfVm } from '../../model/vms/changed-blocks.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import { EventKind } from '../events.ts';
import { type Run, requestPass } from '../run.ts';
import { Snapshot, type VmRun, VmStage } from '../sessions/vm-run.ts';
import { openDisk } from './opening.ts';
import type { RunningTask } from './running-task.ts';
import { type Task, TaskStage } from './task.ts';
import { findWaysAnew, leaveQueue } from './tasks.ts';

/** The VM's first disk has got slots: prepares the VM, then creates its snapshot, which counts from here on. */
export function prepareVm(run: Run, first: RunningTask): void {
  const { vmRun } = first;
  const { snapshotCreate } = run.model.scenario.overheads;
  const { work, vmPrepareUs } = run.model.jobs[first.job]!;
  const isOpen = vmRun.fromArray === undefined;
  vmRun.stage = VmStage.preparing;
  // From here on either all its disks are read from a snapshot of the array, or none.
  if (isOpen) vmRun.fromArray = first.first.mode === 'storage-snapshot';
  if (work.snapshot) {
    vmRun.snapshot = Snapshot.standing;
    run.infrastructure.countSnapshot(vmRun, 1);
  }
  bookReady(run, vmRun, vmPrepareUs + (work.snapshot ? snapshotCreate : 0), EventKind.snapshotCreated);
  const { endOfTasks } = vmRun;
  for (let t = vmRun.firstTask; t < endOfTasks; t++) {
    if (t === first.task) first.hasSnapshot = true;
    else vmGotGoing(run, run.tasks.of(t), isOpen);
  }
}

/** Another disk of a task's VM has got slots: the task needs no room for a snapshot any more, and may have lost ways. */
function vmGotGoing(run: Run, task: Task, hasMode: boolean): void {
  const moves = task.stage === TaskStage.waiting && !run.waiting.vmGotGoing(task);
  if (moves) leaveQueue(run, task);
  task.hasSnapshot = true;
  if (moves) run.waiting.enter(task, run.loop.nowUs);
  if (hasMode) findWaysAnew(run, task);
}

function bookReady(run: Run, vmRun: VmRun, afterUs: number, kind: number): void {
  vmRun.readyTicket = run.loop.bookCancellable(run.loop.nowUs + afterUs, Phase.arrive, kind, vmRun.id);
}

export function snapshotCreated(run: Run, vmRun: VmRun): void {
  const { work } = run.model.jobs[vmRun.session.job]!;
  if (work.snapshot) {
    vmRun.snapshotAtUs = run.loop.nowUs;
    run.trace.record({ kind: 'snapshot-created', at: run.loop.nowUs, vmRun: vmRun.id, vm: vmRun.vm });
  }
  if (vmRun.fromArray === true && work.snapshot) {
    bookReady(run, vmRun, run.model.scenario.overheads.snapshotHandoff, EventKind.snapshotHandedOff);
    return;
  }
  openDisks(run, vmRun);
}

/** The array has its own snapshot, so that of the VM is removed. */
export function snapshotHandedOff(run: Run, vmRun: VmRun): void {
  removeSnapshot(run, vmRun);
  openDisks(run, vmRun);
}

function openDisks(run: Run, vmRun: VmRun): void {
  vmRun.stage = VmStage.ready;
  const { endOfTasks } = vmRun;
  for (let t = vmRun.firstTask; t < endOfTasks; t++) {
    if (run.tasks.stageOf(t) === TaskStage.preparing) openDisk(run, run.running.of(run.tasks.runsAsOf(t)));
  }
}

/** The VM's last disk is done: removes its snapshot, if that has not happened already. */
export function abandonSnapshot(run: Run, vmRun: VmRun): void {
  const wasPreparing = vmRun.stage === VmStage.preparing;
  vmRun.stage = VmStage.removing;
  if (vmRun.snapshot === Snapshot.none) finalise(run, vmRun);
  if (vmRun.snapshot !== Snapshot.standing) return;
  if (wasPreparing && vmRun.snapshotAtUs < 0) vmRun.snapshotAtUs = run.loop.nowUs;
  removeSnapshot(run, vmRun);
}

function removeSnapshot(run: Run, vmRun: VmRun): void {
  const { snapshotRemove, consolidation } = run.model.scenario.overheads;
  const now = run.loop.nowUs;
  vmRun.snapshot = Snapshot.going;
  const deltaBytes = Math.round(changedOfVm(run.model, vmRun.vm, now - vmRun.snapshotAtUs));
  const consolidationUs = Math.round((deltaBytes / consolidation) * SECOND_US);
  run.trace.record({ kind: 'snapshot-removing', at: now, vmRun: vmRun.id, deltaBytes });
  run.loop.book(now + snapshotRemove + consolidationUs, Phase.release, EventKind.snapshotRemoved, vmRun.id);
}

export function snapshotRemoved(run: Run, vmRun: VmRun): void {
  const now = run.loop.nowUs;
  vmRun.snapshot = Snapshot.none;
  run.infrastructure.countSnapshot(vmRun, -1);
  if (run.limitsSnapshots)
    for (const datastore of vmRun.storage.datastores) run.waiting.snapshotGone(datastore);
  run.trace.record({ kind: 'snapshot-removed', at: now, vmRun: vmRun.id });
  if (vmRun.stage === VmStage.removing) finalise(run, vmRun);
  requestPass(run);
}

function finalise(run: Run, vmRun: VmRun): void {
  const at = run.loop.nowUs + run.model.scenario.overheads.vmFinalise;
  run.loop.book(at, Phase.release, EventKind.vmFinalised, vmRun.id);
}
