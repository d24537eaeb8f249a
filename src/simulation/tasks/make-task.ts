import type { RunOfDisk } from '../../model/vms/changed-blocks.ts';
import { bytesOfTask, readsToTheEnd, runOfDisks } from '../../model/vms/task-bytes.ts';
import type { Candidate } from '../../model/ways/transport.ts';
import { isNeverGiven } from '../../policy/deciding/decide.ts';
import { repositoriesFor, sourceFor } from '../placing/extents.ts';
import type { Ways } from '../placing/ways.ts';
import type { Run } from '../run.ts';
import type { RunKind } from '../sessions/restore-points.ts';
import type { VmRun } from '../sessions/vm-run.ts';
import { type Task, TaskStage } from './task.ts';

/** Makes the tasks of an attempt at a VM. They are held until their turn comes. */
export function makeTasks(run: Run, vmRun: VmRun): void {
  const { vms } = run.model;
  const { vm } = vmRun;
  const how = runOfDisksOf(run, vmRun);
  vmRun.full = how.full;
  const end = vms.endOfDisks(vm);
  for (let disk = vms.firstDiskOf(vm); disk < end; disk++) makeTask(run, vmRun, disk, how);
}

/** Makes a task: what it moves, and where it could go. */
function makeTask(run: Run, vmRun: VmRun, disk: number, how: RunOfDisk): void {
  const { session, vm } = vmRun;
  const { full, readsAll } = how;
  const { work } = run.model.jobs[session.job]!;
  const bytes = bytesOfTask(run.model, work, disk, how);
  const { read: readBytes, data: dataBytes, transferred: transferredBytes } = bytes;
  const hasSnapshot = !work.snapshot;
  const task = run.tasks.add({
    vmRun,
    disk,
    bytes,
    full,
    readsAll,
    readsToTheEnd: readsToTheEnd(run.model.vms.traitsOf(vm), how),
    hasSnapshot,
  });
  task.ways = waysOf(run, task, vmRun);
  if (canEverBeTaken(run, task)) {
    vmRun.tasksLeft++;
    session.tasksLeft++;
    session.tasksHeld++;
  } else {
    task.stage = TaskStage.unreachable;
    vmRun.hasUnreachable = true;
  }
  session.bytes += readBytes;
  vmRun.transferredBytes += transferredBytes;
  run.trace.record({
    kind: 'task-ready',
    at: session.pass.readyUs,
    task: task.task,
    session: session.id,
    vmRun: vmRun.id,
    disk,
    attempt: session.pass.attempt,
    full,
    readsAll,
    readBytes,
    dataBytes,
    transferredBytes,
  });
}

/** Where a task could go. Found again when its VM's chain has got a repository, or the VM's first disk a mode. */
export function waysOf(run: Run, task: Task, vmRun: VmRun): Ways {
  const repositories = repositoriesFor(run, vmRun);
  return run.infrastructure.ways.of(task, repositories, sourceFor(run, vmRun));
}

/**
 * A chain whose extent is down starts over with a full on another extent; one in a plain repository waits until that is
 * up. So does a VM in a shared file that has started over without it.
 */
function kindOfRun(run: Run, vmRun: VmRun): RunKind {
  const { session } = vmRun;
  const job = run.model.jobs[session.job]!;
  if (job.work.alwaysFull) return { full: true };
  const kind = run.restorePoints.next(vmRun);
  if (run.model.repositories[job.repository]?.extents.length === 0) return kind;
  const extent = run.chainLocations.of(vmRun);
  const canContinue =
    extent < 0 ||
    (run.infrastructure.condition.isRepositoryUp(extent) && run.chainLocations.hasFullAt(vmRun, extent));
  return canContinue ? kind : { full: true };
}

/** How all disks of a VM are read. */
function runOfDisksOf(run: Run, vmRun: VmRun): RunOfDisk {
  const kind = kindOfRun(run, vmRun);
  return runOfDisks(run.model, run.model.jobs[vmRun.session.job]!, {
    full: kind.full,
    sinceUs: kind.full ? 0 : kind.sinceUs,
    readsAll: run.restorePoints.isTrackingReset(vmRun),
  });
}

export function canEverBeTaken(run: Run, task: Task): boolean {
  return task.ways.first.candidates.some((place) => isEverGiven(run, task, place));
}

function isEverGiven({ infrastructure, policy }: Run, { host }: Task, place: Candidate): boolean {
  return !isNeverGiven(policy, place, host, infrastructure.proxyHost(place.proxy));
}
