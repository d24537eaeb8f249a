import { bytesOfRun, DAY_US, type RunBytes } from '../model/changed-blocks.ts';
import { weekday } from '../model/job-calendar.ts';
import type { JobRow } from '../model/model.ts';
import { ramFor } from '../model/proxy-ram.ts';
import { type Candidate, isNetworkMode } from '../model/transport.ts';
import { DEFAULTS } from '../scenario/defaults.ts';
import type { CandidateSet } from './candidate-sets.ts';
import { failurePointOf } from './chance.ts';
import { repositoriesFor, sourceFor } from './extents.ts';
import type { RunKind } from './restore-points.ts';
import type { Run } from './run.ts';
import { type Task, TaskStage } from './task.ts';
import type { VmRun } from './vm-run.ts';
import type { Ways } from './ways.ts';

/** An attempt at a VM has begun: its tasks come into being. They are held until their turn comes. */
export function makeTasks(run: Run, vmRun: VmRun): void {
  const { model } = run;
  const { session, vm } = vmRun;
  const kind = kindOfRun(run, vmRun);
  const readsAll = run.restorePoints.isTrackingReset(vm);
  vmRun.full = kind.full;
  const end = model.vms.endOfDisks(vm);
  for (let disk = model.vms.firstDiskOf(vm); disk < end; disk++) {
    makeTask(run, vmRun, { disk, vm, job: model.jobs[session.job]!, kind, readsAll });
  }
}

interface DiskToDo {
  readonly disk: number;
  readonly vm: number;
  readonly job: JobRow;
  readonly kind: RunKind;
  readonly readsAll: boolean;
}

/** Brings a task into being: what it moves, and where it could go. */
function makeTask(run: Run, vmRun: VmRun, toDo: DiskToDo): void {
  const { session } = vmRun;
  const { disk, job, readsAll } = toDo;
  const { full } = toDo.kind;
  const bytes = bytesOf(run, toDo);
  const { read: readBytes, transferred: transferredBytes } = bytes;
  const hasSnapshot = !job.work.snapshot;
  const readsToTheEnd = full || readsAll || !run.model.vms.traitsOf(toDo.vm).tracked;
  const task = run.tasks.add({ vmRun, disk, bytes, full, readsAll, readsToTheEnd, hasSnapshot });
  task.ways = waysOf(run, task, vmRun);
  if (canEverBeTaken(run, task)) {
    vmRun.tasksLeft++;
    session.tasksLeft++;
    session.tasksHeld++;
  } else {
    task.stage = TaskStage.unreachable;
    vmRun.hasUnreachable = true;
  }
  const failurePoint = failurePointOf(run, vmRun, disk, readBytes);
  if (failurePoint !== undefined) run.failurePoints.set(task.task, failurePoint);
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
    transferredBytes,
  });
}

/** Where it could go; found anew when its VM's chain has got a repository, or its first disk a mode. */
export function waysOf(run: Run, task: Task, vmRun: VmRun): Ways {
  const repositories = repositoriesFor(run, vmRun);
  return run.infrastructure.ways.of(task, repositories, sourceFor(run, vmRun.session.job, vmRun.vm));
}

/** A chain whose extent is gone must begin anew. */
function kindOfRun(run: Run, vmRun: VmRun): RunKind {
  const { session } = vmRun;
  const job = run.model.jobs[session.job]!;
  if (job.work.alwaysFull) return { full: true };
  const kind = run.restorePoints.next(vmRun, weekdayAt(run, session.startUs));
  const extent = run.chainLocations.of(vmRun);
  return extent >= 0 && !run.infrastructure.condition.isRepositoryUp(extent) ? { full: true } : kind;
}

/** The day of the week at an instant of the run: 0 is Monday. */
export function weekdayAt({ model }: Run, atUs: number): number {
  return weekday(Math.floor((model.scenario.clock.startUs + atUs) / DAY_US));
}

function bytesOf({ model }: Run, of: DiskToDo): RunBytes {
  const { work, declaration } = of.job;
  if (work.arrayOnly) return { read: DEFAULTS.scanBytes.value, data: 0, transferred: 0 };
  const bytes = bytesOfRun(model.disks.figures, of.disk, model.vms.traitsOf(of.vm), {
    full: of.kind.full,
    sinceUs: of.kind.full ? 0 : of.kind.sinceUs,
    bitLooker: declaration.bitLooker,
    growth: model.scenario.blockGrowth[declaration.blockSize],
    ratio: declaration.compressionRatio,
    readsAll: of.readsAll,
  });
  if (work.reads === 'vm') return bytes;
  // What a repository hands over is what it holds: of a copy all that is read is sent as it is.
  const { data, transferred } = bytes;
  return work.writes === 'vm'
    ? { read: data, data, transferred }
    : { read: transferred, data: transferred, transferred };
}

export function canEverBeTaken(run: Run, task: Task): boolean {
  const { host } = task;
  const { first, second } = task.ways;
  if (second === undefined) return first.candidates.some((c) => canEverTake(run, host, c));
  const placesIn = ({ candidates }: CandidateSet) => candidates.filter((c) => canEverTake(run, host, c));
  const readers = placesIn(first);
  const writers = placesIn(second);
  const shared = host === task.targetHost ? host : -1;
  return readers.some((a) => writers.some((b) => canTakeBoth(run, a, b, shared)));
}

/** Whether the two ends of a task ever fit beside each other, where nothing else is going on. */
function canTakeBoth(run: Run, a: Candidate, b: Candidate, sharedHost: number): boolean {
  const { model, policy, infrastructure } = run;
  const isFiltered = (name: string) => policy.filters.some((filter) => filter.name === name);
  const isOverOneHost = sharedHost >= 0 && isNetworkMode(a.mode) && isNetworkMode(b.mode);
  if (isOverOneHost && isFiltered('nbd-connections') && infrastructure.nbdLimit(sharedHost) < 2) return false;
  if (a.proxy !== b.proxy) return true;
  const { slots, ram } = model.proxies[a.proxy]!;
  if (slots < 2) return false;
  if (a.mode === 'hotadd' && b.mode === 'hotadd' && isFiltered('hotadd-disks')) {
    if (infrastructure.hotaddLimit() < 2) return false;
  }
  return !model.scenario.enforceRam || !isFiltered('ram') || ramFor(2) <= ram;
}

/** False for a place that the policy never gives to a VM of the host, or that has no memory for a single task. */
function canEverTake({ model, policy }: Run, host: number, { proxy, mode, end }: Candidate): boolean {
  if (proxy < 0) return true;
  const row = model.proxies[proxy]!;
  if (policy.sameHostHotAdd === 2 && end === 'read' && mode === 'hotadd' && row.host !== host) return false;
  const needsMemory = model.scenario.enforceRam && policy.filters.some(({ name }) => name === 'ram');
  return !needsMemory || ramFor(1) <= row.ram;
}
