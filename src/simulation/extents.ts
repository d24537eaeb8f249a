import type { Model } from '../model/model.ts';
import type { Chain } from './repository-slots.ts';
import type { Run } from './run.ts';

/** On which extent of a scale-out repository the backups of a VM in a job are. */
export class ChainLocations {
  readonly #model: Model;
  readonly #extents = new Map<string, { full: number; last: number }>();

  constructor(model: Model) {
    this.#model = model;
  }

  /** The extent that a chain goes on at; -1: free to choose, or not a scale-out repository. */
  of(job: number, vm: number): number {
    const repository = this.#model.repositories[this.#model.jobs[job]!.repository];
    if (repository === undefined || repository.placement === 'performance') return -1;
    return this.#extents.get(this.#key(job, vm))?.full ?? -1;
  }

  /** The extent of a VM's last full; -1: none is known. */
  fullOf(job: number, vm: number): number {
    return this.#extents.get(this.#key(job, vm))?.full ?? -1;
  }

  made(job: number, vm: number, extent: number, full: boolean): void {
    const key = this.#key(job, vm);
    const known = this.#extents.get(key);
    this.#extents.set(key, { full: full || known === undefined ? extent : known.full, last: extent });
  }

  /** One chain per VM with per-VM files, else one for the whole job. */
  #key(job: number, vm: number): string {
    const repository = this.#model.repositories[this.#model.jobs[job]!.repository];
    return repository?.perVmFiles === true ? `${job}/${vm}` : `${job}`;
  }
}

/**
 * The repositories that a chain may be written to: availability first, then the placement policy. Slots,
 * load and free space are looked at when the task is placed.
 */
export function repositoriesFor(
  run: Run,
  job: number,
  vm: number,
  chain: Chain,
  full: boolean,
): readonly number[] {
  const { repository, work } = run.model.jobs[job]!;
  if (repository < 0 || work.writes === 'nothing') return [];
  if (chain.repository >= 0) return [chain.repository];
  const { extents, placement } = run.model.repositories[repository]!;
  if (extents.length === 0) return [repository];
  if (work.writes === 'vm') return [extentOf(run, repository, vm)];
  const { condition } = run.infrastructure;
  const available = extents.filter((extent) => condition.isRepositoryUp(extent));
  const last = run.chainLocations.of(job, vm);
  if (available.includes(last)) return [last];
  const among = available.length > 0 ? available : extents;
  if (placement === 'data-locality' || full) return among;
  // Increments go elsewhere than their full, so that both can be written and read at full speed.
  const fullAt = run.chainLocations.fullOf(job, vm);
  const others = among.filter((extent) => extent !== fullAt);
  return others.length > 0 ? others : among;
}

/** The repository that a backup copy reads, of a scale-out one the extent of the VM's chain; -1: it reads none. */
export function sourceFor(run: Run, job: number, vm: number): number {
  const { source, work } = run.model.jobs[job]!;
  if (source < 0 || work.writes === 'vm') return -1;
  return run.model.repositories[source]!.extents.length === 0 ? source : extentOf(run, source, vm);
}

/** Where a scale-out repository holds a VM's backups, as far as this run has made them; else its first extent. */
function extentOf(run: Run, repository: number, vm: number): number {
  const writer = run.model.jobs.findIndex(
    (job) => job.work.writes === 'repository' && job.work.protects && job.repository === repository,
  );
  const known = writer < 0 ? -1 : run.chainLocations.fullOf(writer, vm);
  return known >= 0 ? known : run.model.repositories[repository]!.extents[0]!;
}
