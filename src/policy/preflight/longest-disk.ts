import type { Model } from '../../model/model.ts';
import { type Movement, movementOf } from '../../model/paths/movement.ts';
import { type Places, pathOf, targetWorkOf } from '../../model/paths/path.ts';
import type { RunBytes } from '../../model/vms/changed-blocks.ts';
import { ageAtFirst, bytesOfTask, readsToTheEnd, runOfDisks } from '../../model/vms/task-bytes.ts';
import type { VmKinds } from '../../model/vms/vm-rows.ts';
import { kindOfVm } from '../../model/ways/disk-kinds.ts';
import { overheadsBefore } from '../../model/ways/opening-times.ts';
import type { ReadPlaces } from '../../model/ways/read-places.ts';
import { destinationOf } from '../../model/ways/target.ts';
import { type Candidate, NO_PROXY, writeCandidatesFor } from '../../model/ways/transport.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import { keptApartBy, type Limits } from '../deciding/both-ends.ts';
import { isLasting, readPlacesOf } from '../deciding/lasting-place.ts';
import { type Readers, readersIn } from './disk-places.ts';

/** A disk, and how long its task takes if it has everything to itself. */
export interface LongDisk {
  readonly vm: number;
  readonly disk: number;
  /** From the session's start to the end of the transfer, by the fastest way, microseconds. */
  readonly aloneUs: number;
}

interface DiskRun {
  readonly job: number;
  readonly vm: number;
  readonly disk: number;
  readonly full: boolean;
  readonly bytes: RunBytes;
}

/** The job's first session, whatever that makes, or one that makes an active full. */
export type SessionKind = 'first' | 'active-full';

/** Which session is asked about, and how much is not worth finding. */
export interface SessionOfInterest {
  readonly job: number;
  readonly session: SessionKind;
  /** Only disks that take longer than this are looked for, microseconds. */
  readonly overUs: number;
}

/**
 * Tells the disk that takes longest, each taken alone, in a session of a job; undefined: none takes longer than
 * `overUs`, or no proxy can take any of them. Of disks that differ in nothing but size, only the largest is tried. Jobs
 * and proxies may be many, so the ways of a disk are tried only until one shows that it is not the longest.
 */
export function longestDiskIn(limits: Limits): (asked: SessionOfInterest) => LongDisk | undefined {
  const { model } = limits;
  const kinds = kindsByTime(model);
  const readPlaces = readPlacesOf(limits);
  const readers = readersIn(model, readPlaces);
  return ({ job, session, overUs }) => {
    let longest: LongDisk | undefined;
    for (const run of largestOfKinds(model, { job, session }, kinds, readPlaces)) {
      const aloneUs = timeAlone(limits, readers, run, longest?.aloneUs ?? overUs);
      if (aloneUs !== undefined) longest = { vm: run.vm, disk: run.disk, aloneUs };
    }
    return longest;
  };
}

function largestOfKinds(
  model: Model,
  { job, session }: Pick<SessionOfInterest, 'job' | 'session'>,
  kinds: VmKinds,
  readPlaces: ReadPlaces,
): Iterable<DiskRun> {
  const largest = new Map<number, DiskRun>();
  const { vms, disks, datastores } = model;
  for (const vm of model.jobs[job]!.vms) {
    const place = kinds.kindOf[vm]! * 2 + (readPlaces.canUseArray(job, vm) ? 1 : 0);
    for (let disk = vms.firstDiskOf(vm); disk < vms.endOfDisks(vm); disk++) {
      const run = runIn(session, { model, job, vm, disk });
      const kind =
        (place * datastores.length + disks.datastoreOf(disk)) * 4 +
        (run.full ? 2 : 0) +
        (disks.isThin(disk) ? 1 : 0);
      if (run.bytes.read > (largest.get(kind)?.bytes.read ?? -1)) largest.set(kind, run);
    }
  }
  return largest.values();
}

/** Of VMs of one kind, tasks of the same job on disks of the same size and datastore take equally long. */
function kindsByTime({ vms }: Model): VmKinds {
  return vms.kindsBy((vm) => `${kindOfVm(vm)}/${vm.host}/${vm.tracked}`);
}

/** What a session of the job moves of a disk; of the first one, as far as that is known without the day on which it runs. */
function runIn(
  session: SessionKind,
  { model, job, vm, disk }: { model: Model; job: number; vm: number; disk: number },
): DiskRun {
  const { work, declaration } = model.jobs[job]!;
  const sinceUs = ageAtFirst(declaration, model.vms.traitsOf(vm));
  const full =
    session === 'active-full' ||
    work.alwaysFull ||
    declaration.method === 'active-full' ||
    sinceUs === undefined;
  const how = runOfDisks(model, model.jobs[job]!, { full, sinceUs: full ? 0 : sinceUs, readsAll: false });
  return { job, vm, disk, full, bytes: bytesOfTask(model, work, disk, how) };
}

/**
 * How long the disk's task takes alone, by the fastest way, microseconds; undefined: at most `overUs`, or no way could
 * ever be taken.
 */
function timeAlone(limits: Limits, readers: Readers, run: DiskRun, overUs: number): number | undefined {
  const { model } = limits;
  const { jobInit, snapshotCreate } = model.scenario.overheads;
  const { work, vmPrepareUs } = model.jobs[run.job]!;
  const before = jobInit + vmPrepareUs + (work.snapshot ? snapshotCreate : 0);
  let least: number | undefined;
  for (const way of waysOf(limits, readers, run)) {
    const us = before + openingUs(model, run.job, way) + transferUs(model, run, way);
    if (us <= overUs) return undefined;
    if (least === undefined || us < least) least = us;
  }
  return least;
}

function* waysOf(limits: Limits, readers: Readers, { job, vm, disk, full }: DiskRun): Generator<Places> {
  const { model } = limits;
  const { work } = model.jobs[job]!;
  const thin = model.disks.isThin(disk);
  const { platform, host } = model.vms.traitsOf(vm);
  const destination = destinationOf(model, job, disk);
  const lasts = (place: Candidate) => isLasting(place, host, limits);
  const writers =
    work.writes === 'vm'
      ? writeCandidatesFor(model, job, { platform, ...destination, first: full, thin }).filter(lasts)
      : [undefined];
  if (work.reads !== 'vm') {
    for (const writer of writers) yield { first: writer ?? NO_PROXY, second: undefined };
    return;
  }
  const hosts = { host, targetHost: destination.host };
  for (const first of readers(job, vm, disk)) {
    if (!lasts(first)) continue;
    for (const second of writers)
      if (second === undefined || keptApartBy(first, second, hosts, limits) === null) yield { first, second };
  }
}

/** From the time the VM is ready until a way carries its first data, microseconds; both ends open at the same time. */
function openingUs({ scenario, jobs }: Model, job: number, { first, second }: Places): number {
  const { snapshot } = jobs[job]!.work;
  const at = ({ mode }: Candidate) =>
    overheadsBefore(mode, snapshot).reduce((sum, overhead) => sum + scenario.overheads[overhead], 0);
  return Math.max(at(first), second === undefined ? 0 : at(second));
}

/** How long the transfer takes to the fastest of the repositories that it may go to, microseconds. */
function transferUs(model: Model, run: DiskRun, way: Places): number {
  const { read } = run.bytes;
  if (read === 0) return 0;
  const { repository } = model.jobs[run.job]!;
  const extents = model.repositories[repository]?.extents ?? [];
  const targets = extents.length > 0 ? extents : [repository];
  const rate = Math.max(...targets.map((target) => rateTo(model, run, target, way)));
  return Math.round((read / rate) * SECOND_US);
}

function rateTo(model: Model, run: DiskRun, repository: number, places: Places): number {
  const { work, declaration } = model.jobs[run.job]!;
  const movement = movementTo(model, run, repository, places.first);
  const path = pathOf(model, movement, places, targetWorkOf(declaration, run.full));
  const units = new Map<number, number>();
  for (let i = 0; i < path.length; i++) {
    const resource = path.resources[i]!;
    units.set(resource, (units.get(resource) ?? 0) + path.coefficients[i]!);
  }
  let rate = path.cap;
  for (const [resource, perByte] of units) {
    rate = Math.min(rate, model.resources[resource]!.capacity / perByte);
  }
  if (work.writes !== 'repository') return rate;
  const { perStream } = model.repositories[repository]!;
  return Math.min(rate, perStream / movement.transferRatio);
}

function movementTo(model: Model, run: DiskRun, repository: number, first: Candidate): Movement {
  const { job, vm, disk, full, bytes } = run;
  const { datastore: targetDatastore, host: targetHost } = destinationOf(model, job, disk);
  const gateway = model.repositories[repository]?.gateway ?? -1;
  const task = {
    job,
    vm,
    datastore: model.disks.datastoreOf(disk),
    targetDatastore,
    targetHost,
    readsToTheEnd: readsToTheEnd(model.vms.traitsOf(vm), { full, readsAll: false }),
    readBytes: bytes.read,
    dataBytes: bytes.data,
    transferredBytes: bytes.transferred,
  };
  return movementOf(task, {
    repository,
    source: model.jobs[job]!.source,
    gateway: gateway === 'auto' ? first.proxy : gateway,
  });
}
