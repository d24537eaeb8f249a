import { largestBy } from '../../collections/extremes.ts';
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

/**
 * The disk that takes longest, each taken alone, in a session of the job; undefined: no proxy can take any of its
 * disks. Of disks that differ in nothing but size, only the largest is tried.
 */
export function longestDisk(
  limits: Limits,
  job: number,
  kinds = kindsByTime(limits.model),
  session: SessionKind = 'first',
): LongDisk | undefined {
  const { model } = limits;
  const readPlaces = readPlacesOf(limits);
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
  const alone = [...largest.values()].flatMap((run): LongDisk[] => {
    const aloneUs = timeAlone(limits, readPlaces, run);
    return aloneUs === undefined ? [] : [{ vm: run.vm, disk: run.disk, aloneUs }];
  });
  return largestBy(alone, ({ aloneUs }) => aloneUs);
}

/** Of VMs of one kind, tasks of the same job on disks of the same size and datastore take equally long. */
export function kindsByTime({ vms }: Model): VmKinds {
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

/** How long the disk's task takes alone, by the fastest way, microseconds; undefined: no way could ever be taken. */
function timeAlone(limits: Limits, readPlaces: ReadPlaces, run: DiskRun): number | undefined {
  const { model } = limits;
  const { jobInit, snapshotCreate } = model.scenario.overheads;
  const { work, vmPrepareUs } = model.jobs[run.job]!;
  const before = jobInit + vmPrepareUs + (work.snapshot ? snapshotCreate : 0);
  let least: number | undefined;
  for (const way of waysOf(limits, readPlaces, run)) {
    const us = before + openingUs(model, run.job, way) + transferUs(model, run, way);
    if (least === undefined || us < least) least = us;
  }
  return least;
}

function waysOf(limits: Limits, readPlaces: ReadPlaces, { job, vm, disk, full }: DiskRun): Places[] {
  const { model } = limits;
  const { work } = model.jobs[job]!;
  const datastore = model.disks.datastoreOf(disk);
  const thin = model.disks.isThin(disk);
  const { platform, host } = model.vms.traitsOf(vm);
  const destination = destinationOf(model, job, disk);
  const lasting = (places: readonly Candidate[]) => places.filter((place) => isLasting(place, host, limits));
  const writers =
    work.writes === 'vm'
      ? lasting(writeCandidatesFor(model, job, { platform, ...destination, first: full, thin }))
      : [undefined];
  if (work.reads === 'vm') {
    const hosts = { host, targetHost: destination.host };
    const isApart = (first: Candidate, second: Candidate | undefined) =>
      second !== undefined && keptApartBy(first, second, hosts, limits) !== null;
    return lasting(readPlaces.of(job, vm, datastore)).flatMap((first) =>
      writers.filter((second) => !isApart(first, second)).map((second) => ({ first, second })),
    );
  }
  return writers.map((writer) => ({ first: writer ?? NO_PROXY, second: undefined }));
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
