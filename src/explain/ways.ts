import type { Model } from '../model/model.ts';
import {
  type Candidate,
  candidatesFor,
  isStorageMode,
  NO_PROXY,
  type WrittenDisk,
  writeCandidatesFor,
} from '../model/transport.ts';
import type { ToldTask } from './chronicle.ts';
import type { Condition } from './condition.ts';

/** What is written as one file. Rows; -1: not settled yet. */
export interface Chain {
  repository: number;
  gateway: number;
  /** It holds a slot of its own, where the repository counts by chain. */
  holdsSlot: boolean;
}

export function newChain(): Chain {
  return { repository: -1, gateway: -1, holdsSlot: false };
}

/** Everything that a task could be given at an instant. */
export interface Ways {
  readonly first: readonly Candidate[];
  /** Of the proxy that writes what the first has read; undefined: none is needed. */
  readonly second: readonly Candidate[] | undefined;
  readonly repositories: readonly number[];
  /** A repository that is read; -1: none. */
  readonly source: number;
}

/** Where chains of scale-out repositories have gone so far. */
export class ChainPlaces {
  readonly #model: Model;
  readonly #full = new Map<string, number>();

  constructor(model: Model) {
    this.#model = model;
  }

  made(job: number, vm: number, extent: number, full: boolean): void {
    const key = this.#key(job, vm);
    if (full || !this.#full.has(key)) this.#full.set(key, extent);
  }

  /** The extent of the last full; -1: none is known. */
  fullOf(job: number, vm: number): number {
    return this.#full.get(this.#key(job, vm)) ?? -1;
  }

  /** Where a scale-out repository holds a VM's backups. */
  extentOf(repository: number, vm: number): number {
    const { jobs, repositories } = this.#model;
    const writer = jobs.findIndex(
      ({ work, repository: own }) => work.writes === 'repository' && work.protects && own === repository,
    );
    const known = writer < 0 ? -1 : this.fullOf(writer, vm);
    return known >= 0 ? known : repositories[repository]!.extents[0]!;
  }

  #key(job: number, vm: number): string {
    const repository = this.#model.repositories[this.#model.jobs[job]!.repository];
    return repository?.perVmFiles === true ? `${job}/${vm}` : `${job}`;
  }
}

interface WaysState {
  readonly model: Model;
  readonly condition: Condition;
  readonly places: ChainPlaces;
}

/** The repositories or extents that a task's chain may go to. */
export function repositoriesFor(
  { model, condition, places }: WaysState,
  task: ToldTask,
  chain: Chain,
): readonly number[] {
  const { repository, work } = model.jobs[task.job]!;
  if (repository < 0 || work.writes === 'nothing') return [];
  if (chain.repository >= 0) return [chain.repository];
  const { extents, placement } = model.repositories[repository]!;
  if (extents.length === 0) return [repository];
  if (work.writes === 'vm') return [places.extentOf(repository, task.vm)];
  const available = extents.filter((extent) => condition.isRepositoryUp(extent));
  const fullAt = places.fullOf(task.job, task.vm);
  if (placement === 'data-locality' && available.includes(fullAt)) return [fullAt];
  const among = available.length > 0 ? available : extents;
  if (placement === 'data-locality' || task.full) return among;
  const others = among.filter((extent) => extent !== fullAt);
  return others.length > 0 ? others : among;
}

/** The repository that a backup copy reads; -1: it reads none. */
export function sourceFor({ model, places }: WaysState, { job, vm }: ToldTask): number {
  const { source, work } = model.jobs[job]!;
  if (source < 0 || work.writes === 'vm') return -1;
  return model.repositories[source]!.extents.length === 0 ? source : places.extentOf(source, vm);
}

/** Places for the first end, with the preferences of a repository; `fromArray` undefined: not settled. */
export function firstPlaces(
  { model, condition }: WaysState,
  task: ToldTask,
  repository: number,
  fromArray: boolean | undefined,
): readonly Candidate[] {
  const { work } = model.jobs[task.job]!;
  const { job, vm, datastore } = task;
  if (work.reads === 'vm') {
    return candidatesFor(model, job, vm, datastore, repository, fromArray).filter(
      ({ mode, proxy }) => !isStorageMode(mode) || condition.isBelievedToReach(proxy, datastore),
    );
  }
  return work.writes === 'vm' ? writePlaces(model, condition, task, repository) : [NO_PROXY];
}

/** Places for the proxy that writes what the first one has read; undefined: none is needed. */
export function secondPlaces(
  { model, condition }: WaysState,
  task: ToldTask,
): readonly Candidate[] | undefined {
  const { work } = model.jobs[task.job]!;
  return work.reads === 'vm' && work.writes === 'vm' ? writePlaces(model, condition, task) : undefined;
}

function writePlaces(
  model: Model,
  condition: Condition,
  task: ToldTask,
  source?: number,
): readonly Candidate[] {
  return writeCandidatesFor(model, task.job, writtenDisk(model, task), source).filter(
    ({ mode, proxy }) => !isStorageMode(mode) || condition.isBelievedToReach(proxy, task.targetDatastore),
  );
}

export function writtenDisk(model: Model, task: ToldTask): WrittenDisk {
  return {
    platform: model.vms.traitsOf(task.vm).platform,
    datastore: task.targetDatastore,
    host: task.targetHost,
    first: task.full,
    thin: model.disks.isThin(task.disk),
  };
}
