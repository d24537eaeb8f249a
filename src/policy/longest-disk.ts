import { bytesOfRun, type RunBytes } from '../model/changed-blocks.ts';
import { kindOfVm } from '../model/disk-kinds.ts';
import type { JobRow, Model } from '../model/model.ts';
import { FORWARD, type Movement, pathOf, REVERSE } from '../model/path.ts';
import type { ReadPlaces } from '../model/read-places.ts';
import { destinationOf } from '../model/target.ts';
import { type Candidate, type Connection, NO_PROXY, writeCandidatesFor } from '../model/transport.ts';
import type { VmKinds } from '../model/vm-rows.ts';
import { DAY_US, SECOND_US } from '../units/civil-time.ts';
import { keptApartBy, type Limits } from './both-ends.ts';
import { isLasting, readPlacesOf } from './lasting-place.ts';

/** A disk, and how long its task takes if nobody else is there. */
export interface LongDisk {
  readonly vm: number;
  readonly disk: number;
  /** From the session's start to the end of the transfer, at the best rate of any way, microseconds. */
  readonly aloneUs: number;
}

interface Run {
  readonly job: number;
  readonly vm: number;
  readonly disk: number;
  readonly full: boolean;
  readonly bytes: RunBytes;
}

/**
 * The disk of a job that takes longest in the job's first session, alone; undefined: it has none that any proxy can take.
 * Of disks that differ in size only the largest is looked at.
 */
export function longestDisk(
  limits: Limits,
  job: number,
  kinds = kindsByTime(limits.model),
): LongDisk | undefined {
  const { model } = limits;
  const readPlaces = readPlacesOf(limits);
  const largest = new Map<number, Run>();
  const { vms, disks, datastores } = model;
  for (const vm of model.jobs[job]!.vms) {
    const place = kinds.kindOf[vm]! * 2 + (readPlaces.canUseArray(job, vm) ? 1 : 0);
    for (let disk = vms.firstDiskOf(vm); disk < vms.endOfDisks(vm); disk++) {
      const run = firstRun(model, job, vm, disk);
      const kind =
        (place * datastores.length + disks.datastoreOf(disk)) * 4 +
        (run.full ? 2 : 0) +
        (disks.isThin(disk) ? 1 : 0);
      if (run.bytes.read > (largest.get(kind)?.bytes.read ?? -1)) largest.set(kind, run);
    }
  }
  let longest: LongDisk | undefined;
  for (const run of largest.values()) {
    const aloneUs = timeAlone(limits, readPlaces, run);
    const { vm, disk } = run;
    if (aloneUs !== undefined && aloneUs > (longest?.aloneUs ?? -1)) longest = { vm, disk, aloneUs };
  }
  return longest;
}

/** VMs of one kind, disks of one size and datastore: their tasks take equally long in the same job. */
export function kindsByTime({ vms }: Model): VmKinds {
  return vms.kindsBy((vm) => `${kindOfVm(vm)}/${vm.host}/${vm.tracked}`);
}

/** What the job's first session moves of a disk, as far as it can be told without its day. */
function firstRun(model: Model, job: number, vm: number, disk: number): Run {
  const { work, declaration } = model.jobs[job]!;
  const traits = model.vms.traitsOf(vm);
  const age = traits.lastBackupUs ?? (declaration.run === 'incremental' ? DAY_US : undefined);
  const isFull = work.alwaysFull || declaration.method === 'active-full' || declaration.run === 'full';
  const full = isFull || age === undefined;
  const bytes = bytesOfRun(model.disks.figures, disk, traits, {
    full,
    sinceUs: full ? 0 : age,
    bitLooker: declaration.bitLooker,
    growth: model.scenario.blockGrowth[declaration.blockSize],
    ratio: declaration.compressionRatio,
    readsAll: false,
  });
  return { job, vm, disk, full, bytes: work.reads === 'vm' ? bytes : handedOver(model.jobs[job]!, bytes) };
}

/** What a repository hands over is what it holds. */
function handedOver({ work }: JobRow, { data, transferred }: RunBytes): RunBytes {
  return work.writes === 'vm'
    ? { read: data, data, transferred }
    : { read: transferred, data: transferred, transferred };
}

/** Undefined: no way leads there that could ever be taken. */
function timeAlone(limits: Limits, readPlaces: ReadPlaces, run: Run): number | undefined {
  const { model } = limits;
  const { jobInit, snapshotCreate } = model.scenario.overheads;
  const { work, vmPrepareUs } = model.jobs[run.job]!;
  const before = jobInit + vmPrepareUs + (work.snapshot ? snapshotCreate : 0);
  let least: number | undefined;
  for (const { first, second } of waysOf(limits, readPlaces, run)) {
    const opening = Math.max(openingUs(model, first), second === undefined ? 0 : openingUs(model, second));
    const us = before + opening + transferUs(model, run, first, second);
    if (least === undefined || us < least) least = us;
  }
  return least;
}

interface Way {
  readonly first: Candidate;
  readonly second: Candidate | undefined;
}

function waysOf(limits: Limits, readPlaces: ReadPlaces, { job, vm, disk, full }: Run): Way[] {
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

function openingUs(model: Model, { mode }: Candidate): number {
  const { overheads } = model.scenario;
  const times: Readonly<Partial<Record<Connection, number>>> = {
    san: overheads.openSan,
    nfs: overheads.openNfs,
    nbd: overheads.openNbd,
    nbdssl: overheads.openNbd,
    'storage-snapshot': overheads.openStorageSnapshot + overheads.snapshotHandoff,
    hotadd: overheads.hotaddAttach,
    'off-host': overheads.offHost,
  };
  return times[mode] ?? 0;
}

/** At the best of the repositories that it may go to. */
function transferUs(model: Model, run: Run, first: Candidate, second: Candidate | undefined): number {
  const { read } = run.bytes;
  if (read === 0) return 0;
  const { repository } = model.jobs[run.job]!;
  const extents = model.repositories[repository]?.extents ?? [];
  const targets = extents.length > 0 ? extents : [repository];
  const rate = Math.max(...targets.map((target) => rateTo(model, run, target, { first, second })));
  return Math.round((read / rate) * SECOND_US);
}

function rateTo(model: Model, run: Run, repository: number, places: Way): number {
  const { work, declaration } = model.jobs[run.job]!;
  const movement = movementOf(model, run, repository, places.first);
  const reverses = declaration.method === 'reverse-incremental' && !run.full;
  const path = pathOf(model, movement, places, reverses ? REVERSE : FORWARD);
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

function movementOf(model: Model, run: Run, repository: number, first: Candidate): Movement {
  const { job, vm, disk, full, bytes } = run;
  const { datastore: targetDatastore, host: targetHost } = destinationOf(model, job, disk);
  const gateway = model.repositories[repository]?.gateway ?? -1;
  const { source } = model.jobs[job]!;
  return {
    job,
    vm,
    datastore: model.disks.datastoreOf(disk),
    targetDatastore,
    targetHost,
    full: full || !model.vms.traitsOf(vm).tracked,
    transferRatio: bytes.transferred / bytes.read,
    dataRatio: bytes.data / bytes.read,
    repository,
    source: source >= 0 ? source : repository,
    gateway: gateway === 'auto' ? first.proxy : gateway,
  };
}
