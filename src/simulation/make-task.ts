import { bytesOfRun, DAY_US, type RunBytes } from '../model/changed-blocks.ts';
import { weekday } from '../model/job-calendar.ts';
import type { JobRow } from '../model/model.ts';
import { ramFor } from '../model/proxy-ram.ts';
import { destinationOf } from '../model/target.ts';
import type { Candidate } from '../model/transport.ts';
import { DEFAULTS } from '../scenario/defaults.ts';
import { waitCauseNumber } from '../trace/wait-cause.ts';
import type { CandidateSet } from './candidate-sets.ts';
import { failurePointOf } from './chance.ts';
import { repositoriesFor, sourceFor } from './extents.ts';
import type { RunKind } from './restore-points.ts';
import type { Run } from './run.ts';
import type { VmRun } from './state.ts';
import { Task } from './task.ts';
import type { Traveller, Ways } from './ways.ts';

const SEQUENTIAL = waitCauseNumber('sequential');
const RETRY_WAIT = waitCauseNumber('retry-wait');

/** Brings a task into being: what it moves, and where it could go. It is held until its turn comes. */
export function makeTask(run: Run, vmRun: VmRun, disk: number, diskOrder: number): Task {
  const { model } = run;
  const { session, vm, host } = vmRun;
  const job = model.jobs[session.job]!;
  const kind = kindOfRun(run, vmRun);
  const { full } = kind;
  const readsAll = run.restorePoints.isTrackingReset(vm);
  const bytes = bytesOf(run, job, { disk, vm, kind, readsAll });
  const { datastore: targetDatastore, host: targetHost } = destinationOf(model, session.job, disk);
  const datastore = model.disks.datastoreOf(disk);
  const ways = waysOf(run, {
    job: session.job,
    vm,
    disk,
    datastore,
    targetDatastore,
    targetHost,
    full,
    vmRun,
  });
  const isReachable = canEverBeTaken(run, { host, targetHost }, ways);
  const task = new Task({
    task: run.tasks.count,
    vmRun,
    disk,
    diskOrder,
    datastore,
    targetDatastore,
    targetHost,
    full,
    readsAll,
    readBytes: bytes.read,
    dataBytes: bytes.data,
    transferredBytes: bytes.transferred,
    ways,
    stage: isReachable ? 'held' : 'unreachable',
    heldFor: vmRun.attempt > 1 ? RETRY_WAIT : SEQUENTIAL,
    hasSnapshot: !job.work.snapshot,
  });
  run.tasks.add(task);
  const failurePoint = failurePointOf(run, vmRun, disk, bytes.read);
  if (failurePoint !== undefined) run.failurePoints.set(task.task, failurePoint);
  session.bytes += bytes.read;
  if (isReachable) session.tasksLeft++;
  run.trace.record({
    kind: 'task-ready',
    at: vmRun.readyUs,
    task: task.task,
    session: session.id,
    vmRun: vmRun.id,
    disk,
    attempt: vmRun.attempt,
    full,
    readsAll,
    readBytes: bytes.read,
    transferredBytes: bytes.transferred,
  });
  return task;
}

/** Where it could go; found anew when its VM's chain has got a repository, or its first disk a mode. */
export function waysOf(run: Run, traveller: Traveller): Ways {
  const { job, vm, vmRun, full } = traveller;
  const repositories = repositoriesFor(run, job, vm, vmRun.chain, full);
  return run.infrastructure.ways.of(traveller, repositories, sourceFor(run, job, vm));
}

/** A chain whose extent is gone must begin anew. */
function kindOfRun(run: Run, { session, vm }: VmRun): RunKind {
  const job = run.model.jobs[session.job]!;
  if (job.work.alwaysFull) return { full: true };
  const kind = run.restorePoints.next(session, vm, weekdayAt(run, session.startUs));
  const extent = run.chainLocations.of(session.job, vm);
  return extent >= 0 && !run.infrastructure.condition.isRepositoryUp(extent) ? { full: true } : kind;
}

/** The day of the week at an instant of the run: 0 is Monday. */
export function weekdayAt({ model }: Run, atUs: number): number {
  return weekday(Math.floor((model.scenario.clock.startUs + atUs) / DAY_US));
}

function bytesOf(
  run: Run,
  { work, declaration }: JobRow,
  of: { readonly disk: number; readonly vm: number; readonly kind: RunKind; readonly readsAll: boolean },
): RunBytes {
  const { model } = run;
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

export function canEverBeTaken(run: Run, { host, targetHost }: Hosts, { first, second }: Ways): boolean {
  if (second === undefined) return first.candidates.some((c) => canEverTake(run, host, c));
  const placesIn = ({ candidates }: CandidateSet) => candidates.filter((c) => canEverTake(run, host, c));
  const readers = placesIn(first);
  const writers = placesIn(second);
  const shared = host === targetHost ? host : -1;
  return readers.some((a) => writers.some((b) => canTakeBoth(run, a, b, shared)));
}

type Hosts = Pick<Task, 'host' | 'targetHost'>;

/** Whether the two ends of a task ever fit beside each other, where nothing else is going on. */
function canTakeBoth(run: Run, a: Candidate, b: Candidate, sharedHost: number): boolean {
  const { model, policy, infrastructure } = run;
  const isFiltered = (name: string) => policy.filters.some((filter) => filter.name === name);
  const isNetwork = ({ mode }: Candidate) => mode === 'nbd' || mode === 'nbdssl';
  const isOverOneHost = sharedHost >= 0 && isNetwork(a) && isNetwork(b);
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
