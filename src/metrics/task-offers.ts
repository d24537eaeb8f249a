import type { Model } from '../model/model.ts';
import { type Crossing, FORWARD, type Movement, pathOf, REVERSE } from '../model/path.ts';
import { type Candidate, type Connection, candidatesFor } from '../model/transport.ts';
import type { VmCapabilities, VmKinds, VmTraits } from '../model/vm-rows.ts';
import type { LoggedTask } from './task-log.ts';

const US_PER_SECOND = 1e6;

/** What a kind of task meets at one place at best. */
export interface Offer {
  /** Bytes read per second when nobody else is there. */
  readonly rate: number;
  /** Opening beside the transfer, per disk, seconds; hot-add attaches per VM, so it is 0 there. */
  readonly openSeconds: number;
  /** Attaching and detaching, at least once per VM and proxy, seconds. */
  readonly attachSeconds: number;
}

/** Disks of one job that are alike but for their size. */
export interface TaskKind {
  readonly proxies: readonly number[];
  /** Places that differ in what they offer, each once. */
  readonly offers: readonly Offer[];
  /** The least of their attaching, seconds. */
  readonly attachSeconds: number;
  /** Resources that no place goes around, with the units per byte that each takes at least. */
  readonly unavoidable: ReadonlyMap<number, number>;
  /** Core-seconds per byte read. */
  readonly cpuCost: number;
}

/**
 * The jobs whose tasks go from a datastore to one known repository by way of one proxy that keeps its mode. What others
 * need depends on choices of the run, so they are left out: the bound is lower for it, and true.
 */
export function plainJobs({ jobs, repositories, scenario }: Model): ReadonlySet<number> {
  if (scenario.faults.some(({ kind }) => kind === 'connectivity-lost')) return new Set();
  const isPlain = ({ work, repository }: Model['jobs'][number]) => {
    if (work.reads !== 'vm' || work.writes !== 'repository') return false;
    const { extents, slotPerChain, gateway } = repositories[repository]!;
    return extents.length === 0 && !slotPerChain && gateway !== 'auto';
  };
  return new Set(jobs.flatMap((job, row) => (isPlain(job) ? [row] : [])));
}

/** What tasks meet at the places that could take them, found out once per kind. */
export class TaskOffers {
  readonly #model: Model;
  /** By job, kind of VM, datastore and manner of reading as one number, then by ratio. */
  readonly #kinds = new Map<number, Map<number, TaskKind>>();
  readonly #vmKinds: VmKinds;

  constructor(model: Model) {
    this.#model = model;
    this.#vmKinds = model.vms.kindsBy((vm) => kindOfVm(model, vm));
  }

  /** Of a task that goes from a datastore to a plain repository by way of one proxy. */
  of(task: LoggedTask, job: number): TaskKind {
    const vm = this.#model.disks.vmOf(task.disk);
    const datastore = this.#model.disks.datastoreOf(task.disk);
    const { full } = task;
    const ratio = this.#ratioOf(task, job);
    const read = (this.#readsInFull(task) ? 2 : 0) + (full ? 1 : 0);
    const place =
      (job * this.#vmKinds.count + this.#vmKinds.kindOf[vm]!) * this.#model.datastores.length + datastore;
    let byRatio = this.#kinds.get(place * 4 + read);
    if (byRatio === undefined) {
      byRatio = new Map();
      this.#kinds.set(place * 4 + read, byRatio);
    }
    let kind = byRatio.get(ratio);
    if (kind === undefined) {
      const { method } = this.#model.jobs[job]!.declaration;
      kind = taskKind(this.#model, this.#movementOf(task, job), method === 'reverse-incremental' && !full);
      byRatio.set(ratio, kind);
    }
    return kind;
  }

  #movementOf(task: LoggedTask, job: number): Movement {
    const { disks } = this.#model;
    const { repository } = this.#model.jobs[job]!;
    const { gateway } = this.#model.repositories[repository]!;
    return {
      job,
      vm: disks.vmOf(task.disk),
      datastore: disks.datastoreOf(task.disk),
      targetDatastore: -1,
      targetHost: -1,
      full: this.#readsInFull(task),
      transferRatio: this.#ratioOf(task, job),
      dataRatio: 1,
      repository,
      source: -1,
      gateway: gateway === 'auto' ? -1 : gateway,
    };
  }

  /** Of a tracked disk the ratio is the job's, but for the rounding of whole bytes. */
  #ratioOf(task: LoggedTask, job: number): number {
    const { tracked } = this.#model.vms.traitsOf(this.#model.disks.vmOf(task.disk));
    const { compressionRatio } = this.#model.jobs[job]!.declaration;
    return tracked && !task.readsAll ? compressionRatio : sentPerByte(task);
  }

  #readsInFull(task: LoggedTask): boolean {
    return task.full || task.readsAll || !this.#model.vms.traitsOf(this.#model.disks.vmOf(task.disk)).tracked;
  }
}

/** VMs of one kind meet the same on the same datastore: of a vSphere host only its management network matters. */
function kindOfVm(
  model: Model,
  { platform, host, site, sanCapable, arrayCapable, tracked }: VmTraits & VmCapabilities,
): string {
  const own = platform === 'hyperv' ? host : (model.hosts[host]?.managementResource ?? -1);
  return `${platform}/${own}/${site}/${sanCapable}/${arrayCapable}/${tracked}`;
}

function sentPerByte(task: LoggedTask): number {
  return task.readBytes > 0 ? task.transferredBytes / task.readBytes : 0;
}

function taskKind(model: Model, reading: Movement, reverses: boolean): TaskKind {
  const candidates = candidatesFor(model, reading.job, reading.vm, reading.datastore);
  // Proxies by the hundred offer the same.
  const offers = new DistinctOffers();
  let unavoidable: Map<number, number> | undefined;
  let attachSeconds = Number.POSITIVE_INFINITY;
  for (const place of candidates) {
    const places = { first: place, second: undefined };
    const path = pathOf(model, reading, places, reverses ? REVERSE : FORWARD);
    const units = unitsPerByte(path.crossings);
    const offer = offerOf(model, reading, { place, cap: path.cap, units });
    attachSeconds = Math.min(attachSeconds, offer.attachSeconds);
    offers.add(offer);
    if (unavoidable === undefined) unavoidable = new Map(units.map((u) => [u.resource, u.coefficient]));
    else keepCommon(unavoidable, units);
  }
  const { cpuCost } = model.jobs[reading.job]!;
  return {
    proxies: [...new Set(candidates.map((c) => c.proxy))],
    offers: offers.all,
    attachSeconds,
    unavoidable: unavoidable ?? new Map(),
    cpuCost: reading.full ? cpuCost.full : cpuCost.incremental,
  };
}

class DistinctOffers {
  readonly all: Offer[] = [];
  readonly #byRate = new Map<number, Offer[]>();

  add(offer: Offer): void {
    const known = this.#byRate.get(offer.rate) ?? [];
    const isSame = (other: Offer) =>
      other.openSeconds === offer.openSeconds && other.attachSeconds === offer.attachSeconds;
    if (known.some(isSame)) return;
    this.all.push(offer);
    this.#byRate.set(offer.rate, [...known, offer]);
  }
}

/** Of each resource the least that any way so far takes; one that some way goes around is out. */
function keepCommon(least: Map<number, number>, units: readonly Units[]): void {
  for (const [resource, known] of least) {
    const here = units.find((u) => u.resource === resource)?.coefficient ?? 0;
    if (here === 0) least.delete(resource);
    else if (here < known) least.set(resource, here);
  }
}

type Units = Pick<Crossing, 'resource' | 'coefficient'>;

/** Each resource once, with what a byte read takes of it. */
function unitsPerByte(crossings: readonly Crossing[]): readonly Units[] {
  const units: { resource: number; coefficient: number }[] = [];
  for (const { resource, coefficient } of crossings) {
    const known = units.find((u) => u.resource === resource);
    if (known === undefined) units.push({ resource, coefficient });
    else known.coefficient += coefficient;
  }
  return units;
}

/** A place with what a byte read there takes of each resource, and the task's own limit there. */
interface Way {
  readonly place: Candidate;
  readonly cap: number;
  readonly units: readonly Units[];
}

function offerOf(model: Model, reading: Movement, { place, cap, units }: Way): Offer {
  const { overheads } = model.scenario;
  let rate = cap;
  for (const { resource, coefficient } of units)
    rate = Math.min(rate, model.resources[resource]!.capacity / coefficient);
  const { perStream } = model.repositories[model.jobs[reading.job]!.repository]!;
  if (reading.transferRatio > 0) rate = Math.min(rate, perStream / reading.transferRatio);
  return {
    rate,
    openSeconds: openingUs(overheads, place.mode) / US_PER_SECOND,
    attachSeconds: attachingUs(overheads, place.mode) / US_PER_SECOND,
  };
}

type Overheads = Model['scenario']['overheads'];

function openingUs(overheads: Overheads, mode: Connection): number {
  switch (mode) {
    case 'san':
      return overheads.openSan;
    case 'nfs':
      return overheads.openNfs;
    case 'storage-snapshot':
      return overheads.openStorageSnapshot;
    case 'nbd':
    case 'nbdssl':
      return overheads.openNbd;
    default:
      return 0;
  }
}

function attachingUs(overheads: Overheads, mode: Connection): number {
  if (mode === 'hotadd') return overheads.hotaddAttach + overheads.hotaddDetach;
  return mode === 'off-host' ? overheads.offHost : 0;
}
