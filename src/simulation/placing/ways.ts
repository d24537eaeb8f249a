import { writesFile } from '../../model/jobs/work.ts';
import type { Model } from '../../model/model.ts';
import { writtenDisk } from '../../model/ways/written-disk.ts';
import type { RepositorySlots } from '../infrastructure/repository-slots.ts';
import type { Gate } from '../queue/gate.ts';
import type { Task } from '../tasks/task.ts';
import type { CandidateSet, CandidateSets } from './candidate-sets.ts';

/**
 * All proxies and repositories that a task could be given. Tasks with the same ways get the same decisions, as far as
 * proxies and repositories are concerned. Interned: equal ways are the same object.
 */
export interface Ways {
  /** Candidates for the proxy that reads (a restore: that writes). Their preferences depend on the repository: see `setAt`. */
  readonly first: CandidateSet;
  /** Candidates for the proxy that writes what the first has read. */
  readonly second: CandidateSet | undefined;
  /** Plain repositories or extents of which one is chosen to write to; empty: none is needed. */
  readonly repositories: readonly number[];
  /** The repository that is read; -1: none. */
  readonly source: number;
  /** It writes a file, and some repository counts slots by chain, so a VM in process may hold its slot already. */
  readonly byChain: boolean;
  /** Open while all repositories that it needs or might need have a free slot. */
  readonly gate: Gate;
  /** Its tasks may get different answers, since something that is down may concern some of them: each is asked by itself. */
  readonly asksEach: boolean;
}

/** What the ways of a task depend on; see Task. */
export type Traveller = Pick<
  Task,
  'job' | 'vm' | 'datastore' | 'disk' | 'targetDatastore' | 'targetHost' | 'full' | 'fromArray'
>;

/** Finds and interns ways. */
export class WaysByKind {
  readonly #model: Model;
  readonly #sets: CandidateSets;
  readonly #slots: RepositorySlots;
  readonly #known = new Map<string, Ways>();
  readonly #plain = new Map<number, Ways>();

  constructor(model: Model, sets: CandidateSets, slots: RepositorySlots) {
    this.#model = model;
    this.#sets = sets;
    this.#slots = slots;
  }

  of(task: Traveller, repositories: readonly number[], source: number): Ways {
    const only = repositories.length === 1 ? repositories[0]! : -1;
    const second = this.#secondSet(task);
    const first = this.#firstSet(task, only, second);
    if (second === undefined && repositories.length < 2)
      return this.#plainWays(task, first, repositories, source);
    const key = `${first.id}/${second?.id ?? ''}/${repositories.join()}/${source}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const ways = this.#make(task, { first, second, repositories, source });
    this.#known.set(key, ways);
    return ways;
  }

  /** Nearly all tasks have one end and at most one repository; for them a number serves as key. */
  #plainWays(task: Traveller, first: CandidateSet, repositories: readonly number[], source: number): Ways {
    const rows = this.#model.repositories.length + 1;
    const key = (first.id * rows + (repositories[0] ?? -1) + 1) * rows + source + 1;
    const known = this.#plain.get(key);
    if (known !== undefined) return known;
    const ways = this.#make(task, { first, second: undefined, repositories, source });
    this.#plain.set(key, ways);
    return ways;
  }

  #make({ job }: Traveller, found: Omit<Ways, 'byChain' | 'gate' | 'asksEach'>): Ways {
    const { repositories, source } = found;
    const isByChain = (repository: number) => this.#model.repositories[repository]!.slotPerChain;
    const byChain = writesFile(this.#model.jobs[job]!.work) && repositories.some(isByChain);
    const gate = this.#slots.gate(source < 0 ? repositories : [source, ...repositories]);
    return { ...found, byChain, gate, asksEach: false };
  }

  /** Candidates of the first end, with the preferences of the repository that is written to (a restore: that is read). */
  setAt(task: Traveller, repository: number): CandidateSet {
    return this.#firstSet(task, repository, this.#secondSet(task));
  }

  #firstSet(task: Traveller, repository: number, second: CandidateSet | undefined): CandidateSet {
    const { work } = this.#model.jobs[task.job]!;
    if (work.reads === 'vm') {
      const set = this.#sets.toRead(task, repository, task.fromArray);
      if (second === undefined) return set;
      const hosts = { host: this.#model.vms.hostOf(task.vm), targetHost: task.targetHost };
      return this.#sets.withPartner(set, second, hosts);
    }
    return work.writes === 'vm'
      ? this.#sets.toWrite(task.job, writtenDisk(this.#model, task), repository)
      : this.#sets.withoutProxy;
  }

  #secondSet(task: Traveller): CandidateSet | undefined {
    const { work } = this.#model.jobs[task.job]!;
    if (work.reads !== 'vm' || work.writes !== 'vm') return undefined;
    return this.#sets.toWrite(task.job, writtenDisk(this.#model, task));
  }

  /** VMs run on other hosts, or volumes have other owners: all known ways are void. */
  hostsMoved(): void {
    this.#sets.hostsMoved();
    this.forget();
  }

  /** What proxies reach has been found again: all known ways are void. */
  forget(): void {
    this.#known.clear();
    this.#plain.clear();
    this.#sets.forget();
    this.#slots.forgetGates();
  }
}
