import { madeOnce } from '../../collections/made-once.ts';
import { extentsFor } from '../../model/backups/extent-choice.ts';
import { isNewerPoint, type PointOrigin } from '../../model/backups/newest-restore-point.ts';
import { StandingChains } from '../../model/backups/standing-chains.ts';
import { dayAt } from '../../model/jobs/job-calendar.ts';
import { writesFile } from '../../model/jobs/work.ts';
import type { Model } from '../../model/model.ts';
import type { Condition } from '../../model/ways/condition.ts';
import { type Candidate, candidatesFor, NO_PROXY, writeCandidatesFor } from '../../model/ways/transport.ts';
import { writtenDisk } from '../../model/ways/written-disk.ts';
import { isOn } from '../../units/calendar-days.ts';
import type { Chronicle, ToldTask } from './chronicle.ts';

/** Backups that are written to the same files. Rows; -1: not settled yet. */
export interface Chain {
  repository: number;
  gateway: number;
  /** Whether it holds a slot, where the repository counts slots by chain. */
  holdsSlot: boolean;
}

/** A key that is equal for equal states. */
export function wordsOfChain({ repository, gateway, holdsSlot }: Chain): string {
  return `${repository}/${gateway}/${holdsSlot}`;
}

export function newChain(): Chain {
  return { repository: -1, gateway: -1, holdsSlot: false };
}

/**
 * Everything that a task could be given at an instant. The simulation maintains sets of candidates incrementally; here
 * they are listed from scratch, from the same tables. `test/explain/agreement.test.ts` verifies that both agree. Equal
 * lists of places are the same object.
 */
export interface Ways {
  /** Places that could ever take the task: with enough memory and, for reading, with a place to write. */
  readonly first: readonly Candidate[];
  /** Places for the proxy that writes what the first one has read; undefined: none is needed. */
  readonly second: readonly Candidate[] | undefined;
  readonly repositories: readonly number[];
  /** The repository that is read; -1: none. */
  readonly source: number;
}

/** The extents on which chains of scale-out repositories are, as far as the replay has come. */
export class ChainPlaces {
  readonly #model: Model;
  readonly #standing: StandingChains;
  /** By job and VM: the extent of its own last full. */
  readonly #own = new Map<string, number>();
  /** Likewise by file, which VMs may share. */
  readonly #full = new Map<string, number>();
  /** By job and VM: the day of the session that created its last full. */
  readonly #fullDay = new Map<string, number>();
  /** By scale-out repository and VM: the job that created the newest restore point there, and when its session started. */
  readonly #newest = new Map<string, PointOrigin>();
  readonly #readBy = new Map<number, number>();

  constructor(model: Model) {
    this.#model = model;
    this.#standing = new StandingChains(model);
  }

  made({ job, startUs }: PointOrigin, vm: number, extent: number, full: boolean): void {
    if (full) this.fullMade({ job, startUs }, vm, extent);
    const { repository, work } = this.#model.jobs[job]!;
    if (work.writes !== 'repository') return;
    const before = this.#newest.get(`${repository}/${vm}`);
    if (before === undefined || isNewerPoint({ job, startUs }, before))
      this.#newest.set(`${repository}/${vm}`, { job, startUs });
  }

  /** Also called for synthetic fulls. */
  fullMade({ job, startUs }: PointOrigin, vm: number, extent: number): void {
    this.#own.set(`${job}/${vm}`, extent);
    this.#full.set(this.#key(job, vm), extent);
    this.#fullDay.set(`${job}/${vm}`, dayAt(this.#model.scenario.clock.startUs, startUs));
  }

  /** Whether the job's schedule asks for an active full. There is at most one per day, however often the job runs. */
  isActiveFullDue({ job, startUs }: PointOrigin, vm: number): boolean {
    const { method, activeFullDays } = this.#model.jobs[job]!.declaration;
    if (method === 'active-full') return true;
    const clockStartUs = this.#model.scenario.clock.startUs;
    if (!isOn(activeFullDays, dayAt(clockStartUs, startUs))) return false;
    return this.#fullDay.get(`${job}/${vm}`) !== dayAt(clockStartUs, startUs);
  }

  /** The extent of the last full in a VM's file; -1: no full, or not in a scale-out repository. */
  fullOf(job: number, vm: number): number {
    return this.#full.get(this.#key(job, vm)) ?? this.#standing.fullOf(job, vm);
  }

  /** The extent from which an attempt reads its VM. Fixed by the first call, which comes when the attempt begins. */
  readBy({ vmRun, vm }: Pick<ToldTask, 'vmRun' | 'vm'>, repository: number): number {
    return madeOnce(this.#readBy, vmRun, () => {
      const job = this.#newest.get(`${repository}/${vm}`)?.job;
      if (job === undefined) return this.#standing.readAt(repository, vm);
      return this.#own.get(`${job}/${vm}`) ?? this.#standing.fullOf(job, vm);
    });
  }

  #key(job: number, vm: number): string {
    const repository = this.#model.repositories[this.#model.jobs[job]!.repository];
    return repository?.perVmFiles === true ? `${job}/${vm}` : `${job}`;
  }
}

interface WaysState {
  readonly model: Model;
  readonly chronicle: Chronicle;
  readonly condition: Condition;
  readonly places: ChainPlaces;
}

/** The repositories or extents that a task's chain may go to. */
export function repositoriesFor(
  { model, condition, places, chronicle }: WaysState,
  task: ToldTask,
  chain: Chain,
): readonly number[] {
  const { repository, work } = model.jobs[task.job]!;
  if (repository < 0 || work.writes === 'nothing') return [];
  if (chain.repository >= 0) return [chain.repository];
  const row = model.repositories[repository]!;
  if (row.extents.length === 0) return [repository];
  if (work.writes === 'vm') return [places.readBy(task, repository)];
  const { full } = task;
  return extentsFor(row, {
    full,
    begins:
      full &&
      (!sharesFile(model, task) || places.isActiveFullDue(chronicle.sessions[task.session]!, task.vm)),
    fullAt: places.fullOf(task.job, task.vm),
    isUp: (extent) => condition.isRepositoryUp(extent),
  });
}

/** The repository that a backup copy reads; -1: it reads none. */
export function sourceFor({ model, places }: WaysState, task: ToldTask): number {
  const { source, work } = model.jobs[task.job]!;
  if (source < 0 || work.writes === 'vm') return -1;
  return model.repositories[source]!.extents.length === 0 ? source : places.readBy(task, source);
}

/** Whether all VMs of a session are written to the same file. */
export function sharesFile({ jobs, repositories }: Model, { job, repository }: ToldTask): boolean {
  return writesFile(jobs[job]!.work) && repositories[repository]?.perVmFiles === false;
}

/** Fixes the extent from which an attempt that begins now reads its VM. */
export function settleWhatIsRead({ model, places }: WaysState, task: ToldTask): void {
  const { source, repository, work } = model.jobs[task.job]!;
  const read = work.writes === 'vm' ? repository : source;
  if (read >= 0 && model.repositories[read]!.extents.length > 0) places.readBy(task, read);
}

/** Places for the first end, considering the proxies that a repository prefers; `fromArray` undefined: not settled. */
export function firstPlaces(
  { model, condition }: WaysState,
  task: ToldTask,
  repository: number,
  fromArray: boolean | undefined,
): readonly Candidate[] {
  const { work } = model.jobs[task.job]!;
  const { job, vm, datastore } = task;
  if (work.reads === 'vm') {
    const connected = (proxy: number) => condition.isBelievedToReach(proxy, datastore);
    return candidatesFor(model, { job, vm, datastore, repository, fromArray }, connected);
  }
  return work.writes === 'vm' ? writePlaces({ model, condition }, task, repository) : [NO_PROXY];
}

/**
 * Places for the proxy that writes: in a restore the only one, otherwise the second. `source`: the extent that a
 * restore reads.
 */
export function writePlaces(
  { model, condition }: Pick<WaysState, 'model' | 'condition'>,
  task: ToldTask,
  source?: number,
): readonly Candidate[] {
  const connected = (proxy: number) => condition.isBelievedToReach(proxy, task.targetDatastore);
  return writeCandidatesFor(model, task.job, writtenDisk(model, task), source, connected);
}
