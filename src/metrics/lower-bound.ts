import type { Model } from '../model/model.ts';
import { type Crossing, FORWARD, type Movement, pathOf, REVERSE } from '../model/path.ts';
import { type Candidate, type Connection, candidatesFor, kindOfDisk } from '../model/transport.ts';
import type { LoggedSession } from './session-log.ts';
import type { LoggedTask } from './task-log.ts';

const US_PER_SECOND = 1e6;

export interface LowerBound {
  readonly seconds: number;
  /** What sets it: a task, a capacity, or a set of proxies. */
  readonly by: string;
}

/** Starts of sessions that are looked at; with more of them, some are left out. */
const MOST_STARTS = 200;

/**
 * A time that no schedule of the finished tasks can beat: the largest of the longest task alone, the work on every
 * capacity that cannot be chosen around, and the work of each set of interchangeable proxies over their cores and slots
 * (model.md 8). Work that becomes ready later counts from then: whatever is ready from an instant on cannot be done
 * before that instant plus its own bound. Undefined where nothing finished. Capacities count in full: what production or
 * crowding takes off them can only make a window longer.
 */
export function lowerBound(
  model: Model,
  tasks: readonly LoggedTask[],
  sessions: readonly LoggedSession[],
): LowerBound | undefined {
  const started = tasks.filter((task) => task.startUs >= 0);
  const windowStart = started.reduce(
    (least, task) => Math.min(least, task.startUs),
    Number.POSITIVE_INFINITY,
  );
  // A chained session starts when another ends: that is the schedule's doing, not a given.
  const isChained = ({ session }: LoggedTask) =>
    model.jobs[sessions[session]!.job]!.declaration.schedule.kind === 'after';
  const done = started
    .filter((task) => task.result === 'success')
    .map((task) => {
      // Nor is a retry: another schedule might have been spared the failure.
      const isGiven = task.attempt === 1 && !isChained(task);
      return { task, offsetUs: isGiven ? Math.max(0, task.readyUs - windowStart) : 0 };
    })
    .sort((a, b) => b.offsetUs - a.offsetUs || a.task.task - b.task.task);
  const ledger = new Ledger(model);
  const every = Math.ceil(new Set(done.map(({ offsetUs }) => offsetUs)).size / MOST_STARTS);
  let starts = 0;
  done.forEach(({ task, offsetUs }, at) => {
    ledger.enter(task, sessions[task.session]!, offsetUs / US_PER_SECOND);
    if (done[at + 1]?.offsetUs === offsetUs) return;
    if (++starts % every === 0 || at === done.length - 1) ledger.close(offsetUs / US_PER_SECOND);
  });
  return ledger.best;
}

/** What a kind of task meets at one place at best. */
interface Offer {
  /** Bytes read per second when nobody else is there. */
  readonly rate: number;
  /** Opening beside the transfer, per disk, seconds; hot-add attaches per VM, so it is 0 there. */
  readonly openSeconds: number;
  /** Attaching and detaching, at least once per VM and proxy, seconds. */
  readonly attachSeconds: number;
}

/** Disks of one job that are alike but for their size. */
interface TaskKind {
  readonly proxies: readonly number[];
  /** Places that differ in what they offer, each once. */
  readonly offers: readonly Offer[];
  /** Resources that no place goes around, with the units per byte that each takes at least. */
  readonly unavoidable: ReadonlyMap<number, number>;
}

interface ProxySet {
  readonly proxies: readonly number[];
  cpuSeconds: number;
  slotSeconds: number;
}

class Ledger {
  readonly #model: Model;
  readonly #kinds = new Map<string, TaskKind>();
  readonly #resourceUnits: number[];
  readonly #streamBytes = new Map<string, { bytes: number; rate: number; name: string }>();
  readonly #repositorySlotSeconds: number[];
  readonly #proxySets = new Map<string, ProxySet>();
  readonly #preparedVmRuns = new Set<number>();
  /** The highest bound of what was entered and closed so far. */
  best: LowerBound | undefined;

  constructor(model: Model) {
    this.#model = model;
    this.#resourceUnits = model.resources.map(() => 0);
    this.#repositorySlotSeconds = model.repositories.map(() => 0);
  }

  /** Takes in a task that was ready so many seconds after the window's start; the latest come first. */
  enter(task: LoggedTask, session: LoggedSession, offset: number): void {
    if (!this.#isPlain(session.job)) return;
    const kind = this.#kindOf(task, session.job);
    const least = (of: (offer: Offer) => number) => Math.min(...kind.offers.map(of));
    const { vmPrepare, snapshotCreate } = this.#model.scenario.overheads;
    const prepare = (vmPrepare + snapshotCreate) / US_PER_SECOND;
    const disk = this.#model.disks[task.disk]!;
    const transfer = (offer: Offer) => offer.openSeconds + task.readBytes / offer.rate;
    const alone = prepare + least((offer) => offer.attachSeconds + transfer(offer));
    this.#raise(offset + alone, () => `longest-task ${this.#model.vms[disk.vm]!.name}/${disk.name}`);

    const slotSeconds =
      least(transfer) + this.#onceForVm(task, prepare + least((offer) => offer.attachSeconds));
    const repository = this.#model.jobs[session.job]!.repository;
    this.#repositorySlotSeconds[repository]! += slotSeconds;
    const set = this.#proxySet(kind.proxies);
    set.slotSeconds += slotSeconds;
    set.cpuSeconds += task.readBytes * this.#cpuCost(task, session.job);
    for (const [resource, units] of kind.unavoidable)
      this.#resourceUnits[resource]! += units * task.readBytes;
    this.#countStream(task, repository);
  }

  /**
   * Whether the tasks of a job go from a datastore to one known repository by way of one proxy that keeps its mode. What
   * others need depends on choices of the run, so they are left out: the bound is lower for it, and true.
   */
  #isPlain(job: number): boolean {
    const { work, repository } = this.#model.jobs[job]!;
    if (work.reads !== 'vm' || work.writes !== 'repository') return false;
    const { extents, slotPerChain, gateway } = this.#model.repositories[repository]!;
    const keepsModes = this.#model.scenario.faults.every(({ kind }) => kind !== 'connectivity-lost');
    return extents.length === 0 && !slotPerChain && gateway !== 'auto' && keepsModes;
  }

  /** Everything entered so far has to be done after so many seconds of the window. */
  close(offset: number): void {
    this.#resourceUnits.forEach((units, r) => {
      const { name, capacity } = this.#model.resources[r]!;
      this.#raise(offset + units / capacity, () => name);
    });
    for (const { bytes, rate, name } of this.#streamBytes.values())
      this.#raise(offset + bytes / rate, () => name);
    this.#repositorySlotSeconds.forEach((seconds, r) => {
      const { name, slots } = this.#model.repositories[r]!;
      this.#raise(offset + seconds / slots, () => `repositories.${name}.slots`);
    });
    this.#raiseProxySets(offset);
  }

  #raise(seconds: number, by: () => string): void {
    if (seconds > (this.best?.seconds ?? -1)) this.best = { seconds, by: by() };
  }

  /** Each set carries at least the work of all tasks that only it, or a part of it, can take. */
  #raiseProxySets(offset: number): void {
    const sets = [...this.#proxySets.values()];
    const unions =
      sets.length > 1 ? [...sets.map((s) => s.proxies), this.#allProxies(sets)] : sets.map((s) => s.proxies);
    for (const union of unions) {
      const members = new Set(union);
      let cpu = 0;
      let slot = 0;
      for (const set of sets) {
        if (!set.proxies.every((p) => members.has(p))) continue;
        cpu += set.cpuSeconds;
        slot += set.slotSeconds;
      }
      const rows = union.map((p) => this.#model.proxies[p]!);
      const name = nameOfSet(rows.map((p) => p.name));
      const total = (of: (p: (typeof rows)[number]) => number) => rows.reduce((sum, p) => sum + of(p), 0);
      this.#raise(offset + cpu / total((p) => p.cores * p.speed), () => `proxies.${name}.cores`);
      this.#raise(offset + slot / total((p) => p.slots), () => `proxies.${name}.slots`);
    }
  }

  #allProxies(sets: readonly ProxySet[]): number[] {
    return [...new Set(sets.flatMap((s) => s.proxies))].sort((a, b) => a - b);
  }

  #kindOf(task: LoggedTask, job: number): TaskKind {
    const { vm, datastore } = this.#model.disks[task.disk]!;
    const { host, tracked } = this.#model.vms[vm]!;
    const full = this.#readsInFull(task);
    // Of a tracked disk the ratio is the job's, but for the rounding of whole bytes.
    const { declaration, repository } = this.#model.jobs[job]!;
    const ratio = tracked && !task.readsAll ? declaration.compressionRatio : sentPerByte(task);
    const key = `${job}/${kindOfDisk(this.#model, job, vm, datastore)}/${host}/${full}/${task.full}/${ratio}`;
    let kind = this.#kinds.get(key);
    if (kind === undefined) {
      const { gateway } = this.#model.repositories[repository]!;
      const reverses = declaration.method === 'reverse-incremental' && !task.full;
      const movement: Movement = {
        job,
        vm,
        datastore,
        targetDatastore: -1,
        targetHost: -1,
        full,
        transferRatio: ratio,
        dataRatio: 1,
        repository,
        source: -1,
        gateway: gateway === 'auto' ? -1 : gateway,
      };
      kind = taskKind(this.#model, movement, reverses);
      this.#kinds.set(key, kind);
    }
    return kind;
  }

  #cpuCost(task: LoggedTask, job: number): number {
    const { cpuCost } = this.#model.jobs[job]!;
    return this.#readsInFull(task) ? cpuCost.full : cpuCost.incremental;
  }

  #readsInFull(task: LoggedTask): boolean {
    return task.full || task.readsAll || !this.#model.vms[this.#model.disks[task.disk]!.vm]!.tracked;
  }

  /** Slots held once per VM and session: through prepare and snapshot, and through one attach where all is hot-add. */
  #onceForVm(task: LoggedTask, seconds: number): number {
    if (this.#preparedVmRuns.has(task.vmRun)) return 0;
    this.#preparedVmRuns.add(task.vmRun);
    // A VM on several datastores could prepare, and attach, on other proxies than this disk's.
    return this.#model.vms[this.#model.disks[task.disk]!.vm]!.datastores.length === 1 ? seconds : 0;
  }

  #countStream(task: LoggedTask, repository: number): void {
    const { perStream, perVmFiles, name } = this.#model.repositories[repository]!;
    if (!Number.isFinite(perStream)) return;
    const key = perVmFiles ? `vm ${task.vmRun}` : `session ${task.session}`;
    const stream = this.#streamBytes.get(key) ?? {
      bytes: 0,
      rate: perStream,
      name: `repositories.${name}.perStream`,
    };
    stream.bytes += task.transferredBytes;
    this.#streamBytes.set(key, stream);
  }

  #proxySet(proxies: readonly number[]): ProxySet {
    const key = proxies.join(',');
    let set = this.#proxySets.get(key);
    if (set === undefined) {
      set = { proxies, cpuSeconds: 0, slotSeconds: 0 };
      this.#proxySets.set(key, set);
    }
    return set;
  }
}

function sentPerByte(task: LoggedTask): number {
  return task.readBytes > 0 ? task.transferredBytes / task.readBytes : 0;
}

function taskKind(model: Model, reading: Movement, reverses: boolean): TaskKind {
  const candidates = candidatesFor(model, reading.job, reading.vm, reading.datastore);
  const ways = candidates.map((place) => {
    const places = { first: place, second: undefined };
    const { crossings, cap } = pathOf(model, reading, places, reverses ? REVERSE : FORWARD);
    return { place, cap, units: unitsPerByte(crossings) };
  });
  const offers = ways.map((way) => offerOf(model, reading, way));
  const unavoidable = new Map<number, number>();
  for (const [resource, units] of ways[0]?.units ?? []) {
    const least = ways.reduce((min, way) => Math.min(min, way.units.get(resource) ?? 0), units);
    if (least > 0) unavoidable.set(resource, least);
  }
  const distinct = new Map(offers.map((o) => [`${o.rate}/${o.openSeconds}/${o.attachSeconds}`, o]));
  return {
    proxies: [...new Set(candidates.map((c) => c.proxy))],
    offers: [...distinct.values()],
    unavoidable,
  };
}

function unitsPerByte(crossings: readonly Crossing[]): Map<number, number> {
  const units = new Map<number, number>();
  for (const { resource, coefficient } of crossings) {
    units.set(resource, (units.get(resource) ?? 0) + coefficient);
  }
  return units;
}

/** A place with what a byte read there takes of each resource, and the task's own limit there. */
interface Way {
  readonly place: Candidate;
  readonly cap: number;
  readonly units: ReadonlyMap<number, number>;
}

function offerOf(model: Model, reading: Movement, { place, cap, units }: Way): Offer {
  const { overheads } = model.scenario;
  let rate = cap;
  for (const [resource, perByte] of units)
    rate = Math.min(rate, model.resources[resource]!.capacity / perByte);
  const { perStream } = model.repositories[model.jobs[reading.job]!.repository]!;
  if (reading.transferRatio > 0) rate = Math.min(rate, perStream / reading.transferRatio);
  const opening: Partial<Record<Connection, number>> = {
    san: overheads.openSan,
    nfs: overheads.openNfs,
    'storage-snapshot': overheads.openStorageSnapshot,
    nbd: overheads.openNbd,
    nbdssl: overheads.openNbd,
  };
  const attaching: Partial<Record<Connection, number>> = {
    hotadd: overheads.hotaddAttach + overheads.hotaddDetach,
    'off-host': overheads.offHost,
  };
  return {
    rate,
    openSeconds: (opening[place.mode] ?? 0) / US_PER_SECOND,
    attachSeconds: (attaching[place.mode] ?? 0) / US_PER_SECOND,
  };
}

function nameOfSet(names: readonly string[]): string {
  return names.length <= 4 ? names.join('+') : `${names[0]}…${names.at(-1)} (${names.length})`;
}
