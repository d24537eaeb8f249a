import type { Model } from '../model/model.ts';
import { pathOf } from '../model/path.ts';
import { type Candidate, candidatesFor } from '../model/transport.ts';
import type { LoggedSession } from './session-log.ts';
import type { LoggedTask } from './task-log.ts';

const US_PER_SECOND = 1e6;

export interface LowerBound {
  readonly seconds: number;
  /** What sets it: a task, a capacity, or a set of proxies. */
  readonly by: string;
}

/**
 * A time that no schedule of the finished tasks can beat: the largest of the longest task alone, the work on every
 * capacity that cannot be chosen around, and the work of each set of interchangeable proxies over their cores and slots
 * (model.md 8). Undefined where nothing finished. Capacities count in full: what production or crowding takes off them
 * can only make a window longer.
 */
export function lowerBound(
  model: Model,
  tasks: readonly LoggedTask[],
  sessions: readonly LoggedSession[],
): LowerBound | undefined {
  const ledger = new Ledger(model);
  for (const task of tasks) {
    if (task.result === 'success') ledger.enter(task, sessions[task.session]!);
  }
  return ledger.highest();
}

/** What one place asks of a task at least. */
interface Demand {
  readonly transferSeconds: number;
  /** Opening beside the transfer, per disk; hot-add attaches per VM, so it is 0 there. */
  readonly openSeconds: number;
  /** Attaching and detaching, at least once per VM and proxy. */
  readonly attachSeconds: number;
  /** Resource to units taken. */
  readonly units: ReadonlyMap<number, number>;
}

interface ProxySet {
  readonly proxies: readonly number[];
  cpuSeconds: number;
  slotSeconds: number;
}

class Ledger {
  readonly #model: Model;
  readonly #candidates = new Map<
    string,
    { readonly list: readonly Candidate[]; readonly proxies: readonly number[] }
  >();
  readonly #resourceUnits: number[];
  readonly #streamBytes = new Map<string, { bytes: number; rate: number; name: string }>();
  readonly #repositorySlotSeconds: number[];
  readonly #proxySets = new Map<string, ProxySet>();
  readonly #preparedVmRuns = new Set<number>();
  #best: LowerBound | undefined;

  constructor(model: Model) {
    this.#model = model;
    this.#resourceUnits = model.resources.map(() => 0);
    this.#repositorySlotSeconds = model.repositories.map(() => 0);
  }

  enter(task: LoggedTask, session: LoggedSession): void {
    const { list, proxies } = this.#candidatesOf(task, session.job);
    const demands = list.map((place) => this.#demand(task, session.job, place));
    const least = (of: (demand: Demand) => number) => Math.min(...demands.map(of));
    const { vmPrepare, snapshotCreate } = this.#model.scenario.overheads;
    const prepare = (vmPrepare + snapshotCreate) / US_PER_SECOND;
    const disk = this.#model.disks[task.disk]!;
    const alone = prepare + least((d) => d.openSeconds + d.attachSeconds + d.transferSeconds);
    this.#raise(alone, `longest-task ${this.#model.vms[disk.vm]!.name}/${disk.name}`);

    const slotSeconds =
      least((d) => d.openSeconds + d.transferSeconds) + this.#onceForVm(task, prepare, demands);
    const repository = this.#model.jobs[session.job]!.repository;
    this.#repositorySlotSeconds[repository]! += slotSeconds;
    const set = this.#proxySet(proxies);
    set.slotSeconds += slotSeconds;
    set.cpuSeconds += task.readBytes * this.#cpuCost(task, session.job);
    this.#countUnavoidable(demands);
    this.#countStream(task, repository);
  }

  highest(): LowerBound | undefined {
    this.#resourceUnits.forEach((units, r) => {
      const { name, capacity } = this.#model.resources[r]!;
      this.#raise(units / capacity, name);
    });
    for (const { bytes, rate, name } of this.#streamBytes.values()) this.#raise(bytes / rate, name);
    this.#repositorySlotSeconds.forEach((seconds, r) => {
      const { name, slots } = this.#model.repositories[r]!;
      this.#raise(seconds / slots, `repositories.${name}.slots`);
    });
    this.#raiseProxySets();
    return this.#best;
  }

  #raise(seconds: number, by: string): void {
    if (seconds > (this.#best?.seconds ?? -1)) this.#best = { seconds, by };
  }

  /** Each set carries at least the work of all tasks that only it, or a part of it, can take. */
  #raiseProxySets(): void {
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
      this.#raise(cpu / total((p) => p.cores * p.speed), `proxies.${name}.cores`);
      this.#raise(slot / total((p) => p.slots), `proxies.${name}.slots`);
    }
  }

  #allProxies(sets: readonly ProxySet[]): number[] {
    return [...new Set(sets.flatMap((s) => s.proxies))].sort((a, b) => a - b);
  }

  #candidatesOf(task: LoggedTask, job: number) {
    const { vm, datastore } = this.#model.disks[task.disk]!;
    const { site, platform, sanCapable } = this.#model.vms[vm]!;
    const key = `${job}/${platform}/${site}/${sanCapable}/${datastore}`;
    let found = this.#candidates.get(key);
    if (found === undefined) {
      const list = candidatesFor(this.#model, job, vm, datastore);
      found = { list, proxies: [...new Set(list.map((c) => c.proxy))] };
      this.#candidates.set(key, found);
    }
    return found;
  }

  #cpuCost(task: LoggedTask, job: number): number {
    const { cpuCost } = this.#model.jobs[job]!;
    return this.#readsInFull(task) ? cpuCost.full : cpuCost.incremental;
  }

  #readsInFull(task: LoggedTask): boolean {
    return task.full || !this.#model.vms[this.#model.disks[task.disk]!.vm]!.tracked;
  }

  #demand(task: LoggedTask, job: number, place: Candidate): Demand {
    const { vm, datastore } = this.#model.disks[task.disk]!;
    const { overheads } = this.#model.scenario;
    const ratio = task.readBytes > 0 ? task.transferredBytes / task.readBytes : 0;
    const path = pathOf(
      this.#model,
      { job, vm, datastore, full: this.#readsInFull(task), transferRatio: ratio },
      place,
    );
    let rate = path.cap;
    const units = new Map<number, number>();
    for (const { resource, coefficient } of path.crossings) {
      units.set(resource, (units.get(resource) ?? 0) + coefficient * task.readBytes);
    }
    for (const [resource, taken] of units) {
      if (task.readBytes > 0)
        rate = Math.min(rate, (this.#model.resources[resource]!.capacity * task.readBytes) / taken);
    }
    const { perStream } = this.#model.repositories[this.#model.jobs[job]!.repository]!;
    if (ratio > 0) rate = Math.min(rate, perStream / ratio);
    const hotadd = place.mode === 'hotadd';
    const open =
      { san: overheads.openSan, nfs: overheads.openNfs, hotadd: 0 }[place.mode as string] ??
      overheads.openNbd;
    return {
      transferSeconds: task.readBytes / rate,
      openSeconds: open / US_PER_SECOND,
      attachSeconds: hotadd ? (overheads.hotaddAttach + overheads.hotaddDetach) / US_PER_SECOND : 0,
      units,
    };
  }

  /** Slots held once per VM and session: through prepare and snapshot, and through one attach where all is hot-add. */
  #onceForVm(task: LoggedTask, prepare: number, demands: readonly Demand[]): number {
    if (this.#preparedVmRuns.has(task.vmRun)) return 0;
    const { disks } = this.#model.vms[this.#model.disks[task.disk]!.vm]!;
    // A VM on several kinds of storage could prepare, and attach, on other proxies than this disk's.
    const oneKind = disks.every(
      (d) => this.#model.disks[d]!.datastore === this.#model.disks[task.disk]!.datastore,
    );
    this.#preparedVmRuns.add(task.vmRun);
    return oneKind ? prepare + Math.min(...demands.map((d) => d.attachSeconds)) : 0;
  }

  #countUnavoidable(demands: readonly Demand[]): void {
    for (const [resource] of demands[0]!.units) {
      const least = Math.min(...demands.map((d) => d.units.get(resource) ?? 0));
      this.#resourceUnits[resource]! += least;
    }
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

function nameOfSet(names: readonly string[]): string {
  return names.length <= 4 ? names.join('+') : `${names[0]}…${names.at(-1)} (${names.length})`;
}
