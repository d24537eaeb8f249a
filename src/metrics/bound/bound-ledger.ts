import type { Model } from '../../model/model.ts';
import { GrowingTable } from '../columns/growing-table.ts';
import type { LoggedTasks } from '../logs/task-log.ts';
import type { TaskOffers } from './task-offers.ts';

const US_PER_SECOND = 1e6;

export interface LowerBound {
  readonly seconds: number;
  /** What sets it: a task, a capacity, or a set of proxies. */
  readonly by: string;
}

interface ProxySet {
  readonly proxies: readonly number[];
  cpuSeconds: number;
  slotSeconds: number;
}

/** Adds up what the tasks of a run need at least, and keeps the highest bound that follows. */
export class BoundLedger {
  readonly #model: Model;
  readonly #tasks: LoggedTasks;
  readonly #offers: TaskOffers;
  /** By job: before a VM's first transfer. */
  readonly #prepareSeconds: readonly number[];
  readonly #resourceUnits: Float64Array;
  /** By VM run, or -1 less the number of a session. */
  readonly #streamBytes = new Map<number, { bytes: number; rate: number; name: string }>();
  readonly #repositorySlotSeconds: Float64Array;
  readonly #proxySets = new Map<string, ProxySet>();
  /** The same, by the list of a kind of task: its content need not be looked at again. */
  readonly #setOfList = new Map<readonly number[], ProxySet>();
  readonly #vmRuns = new GrowingTable((rows) => ({ isPrepared: new Int8Array(rows) }), 0);
  /** The highest bound of what was entered and closed so far. */
  best: LowerBound | undefined;

  constructor(model: Model, tasks: LoggedTasks, offers: TaskOffers) {
    this.#model = model;
    this.#tasks = tasks;
    this.#offers = offers;
    const { snapshotCreate } = model.scenario.overheads;
    this.#prepareSeconds = model.jobs.map(
      ({ vmPrepareUs }) => (vmPrepareUs + snapshotCreate) / US_PER_SECOND,
    );
    this.#resourceUnits = new Float64Array(model.resources.length);
    this.#repositorySlotSeconds = new Float64Array(model.repositories.length);
  }

  /** Takes in a task of a job that was ready so many seconds after the window's start; the latest come first. */
  enter(task: number, job: number, offset: number): void {
    const { offers, attachSeconds, unavoidable, proxies, cpuCost } = this.#offers.of(task, job);
    const prepare = this.#prepareSeconds[job]!;
    const readBytes = this.#tasks.readBytes[task]!;
    let transfer = Number.POSITIVE_INFINITY;
    let attachAndTransfer = Number.POSITIVE_INFINITY;
    for (let way = 0; way < offers.length; way++) {
      const offer = offers[way]!;
      const seconds = offer.openSeconds + readBytes / offer.rate;
      transfer = Math.min(transfer, seconds);
      attachAndTransfer = Math.min(attachAndTransfer, offer.attachSeconds + seconds);
    }
    const alone = prepare + attachAndTransfer;
    if (this.#isHigher(offset + alone)) this.#raise(offset + alone, `longest-task ${this.#nameOf(task)}`);

    const slotSeconds = transfer + this.#onceForVm(task, prepare + attachSeconds);
    const { repository } = this.#model.jobs[job]!;
    this.#repositorySlotSeconds[repository]! += slotSeconds;
    const set = this.#proxySet(proxies);
    set.slotSeconds += slotSeconds;
    set.cpuSeconds += readBytes * cpuCost;
    for (let row = 0; row < unavoidable.length; row++) {
      const { resource, coefficient } = unavoidable[row]!;
      this.#resourceUnits[resource]! += coefficient * readBytes;
    }
    this.#countStream(task, repository);
  }

  /** Everything entered so far has to be done after so many seconds of the window. */
  close(offset: number): void {
    this.#resourceUnits.forEach((units, r) => {
      const { name, capacity } = this.#model.resources[r]!;
      this.#raise(offset + units / capacity, name);
    });
    for (const { bytes, rate, name } of this.#streamBytes.values()) this.#raise(offset + bytes / rate, name);
    this.#repositorySlotSeconds.forEach((seconds, r) => {
      const { name, slots } = this.#model.repositories[r]!;
      this.#raise(offset + seconds / slots, `repositories.${name}.slots`);
    });
    this.#raiseProxySets(offset);
  }

  #nameOf(task: number): string {
    const { vms, disks } = this.#model;
    const disk = this.#tasks.disk[task]!;
    return `${vms.nameOf(disks.vmOf(disk))}/${disks.nameOf(disk)}`;
  }

  #isHigher(seconds: number): boolean {
    return seconds > (this.best?.seconds ?? -1);
  }

  #raise(seconds: number, by: string): void {
    if (this.#isHigher(seconds)) this.best = { seconds, by };
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
      this.#raise(offset + cpu / total((p) => p.cores * p.speed), `proxies.${name}.cores`);
      this.#raise(offset + slot / total((p) => p.slots), `proxies.${name}.slots`);
    }
  }

  #allProxies(sets: readonly ProxySet[]): number[] {
    return [...new Set(sets.flatMap((s) => s.proxies))].sort((a, b) => a - b);
  }

  /** Slots held once per VM and session: through prepare and snapshot, and through one attach where all is hot-add. */
  #onceForVm(task: number, seconds: number): number {
    const vmRun = this.#tasks.vmRun[task]!;
    this.#vmRuns.include(vmRun);
    const { isPrepared } = this.#vmRuns.columns;
    if (isPrepared[vmRun] === 1) return 0;
    isPrepared[vmRun] = 1;
    // A VM on several datastores could prepare, and attach, on other proxies than this disk's.
    const vm = this.#model.disks.vmOf(this.#tasks.disk[task]!);
    return this.#model.vms.datastoresOf(vm).length === 1 ? seconds : 0;
  }

  #countStream(task: number, repository: number): void {
    const { perStream, perVmFiles, name } = this.#model.repositories[repository]!;
    if (!Number.isFinite(perStream)) return;
    const { vmRun, session, transferredBytes } = this.#tasks;
    const key = perVmFiles ? vmRun[task]! : -1 - session[task]!;
    const stream = this.#streamBytes.get(key) ?? {
      bytes: 0,
      rate: perStream,
      name: `repositories.${name}.perStream`,
    };
    stream.bytes += transferredBytes[task]!;
    this.#streamBytes.set(key, stream);
  }

  #proxySet(proxies: readonly number[]): ProxySet {
    const known = this.#setOfList.get(proxies);
    if (known !== undefined) return known;
    const key = proxies.join(',');
    let set = this.#proxySets.get(key);
    if (set === undefined) {
      set = { proxies, cpuSeconds: 0, slotSeconds: 0 };
      this.#proxySets.set(key, set);
    }
    this.#setOfList.set(proxies, set);
    return set;
  }
}

function nameOfSet(names: readonly string[]): string {
  return names.length <= 4 ? names.join('+') : `${names[0]}…${names.at(-1)} (${names.length})`;
}
