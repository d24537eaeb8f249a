import type { Model } from '../../model/model.ts';
import type { Run } from '../run.ts';
import type { Members } from '../sessions/members.ts';
import type { VmRun } from '../sessions/vm-run.ts';

const NONE = -1;

/** On which extent of a scale-out repository the last full of a VM in a job is. */
export class ChainLocations {
  readonly #model: Model;
  readonly #members: Members;
  /** By member, where each VM has a file of its own; else by job. */
  readonly #ofMember: Int32Array;
  readonly #ofJob: Int32Array;

  constructor(model: Model, members: Members) {
    this.#model = model;
    this.#members = members;
    this.#ofMember = new Int32Array(members.count).fill(NONE);
    this.#ofJob = new Int32Array(model.jobs.length).fill(NONE);
  }

  /** The extent that a chain goes on at; -1: free to choose, or not a scale-out repository. */
  of(vmRun: VmRun): number {
    const repository = this.#model.repositories[vmRun.session.repository];
    return repository === undefined || repository.placement === 'performance' ? NONE : this.fullOf(vmRun);
  }

  /** The extent of a VM's last full; -1: none is known. */
  fullOf({ session: { job }, placeInJob }: VmRun): number {
    return this.#known(job, this.#members.at(job, placeInJob));
  }

  /** Likewise, as another job has made it. */
  fullIn(job: number, vm: number): number {
    return this.#known(job, this.#members.find(job, vm));
  }

  made(vmRun: VmRun, extent: number): void {
    if (vmRun.full || this.fullOf(vmRun) === NONE) this.fullMade(vmRun, extent);
  }

  /** Also one that was put together from what was there. */
  fullMade(vmRun: VmRun, extent: number): void {
    const { session, placeInJob } = vmRun;
    const { job } = session;
    if (this.#isPerVm(job)) this.#ofMember[this.#members.at(job, placeInJob)] = extent;
    else this.#ofJob[job] = extent;
  }

  #known(job: number, member: number): number {
    return this.#isPerVm(job) ? (this.#ofMember[member] ?? NONE) : this.#ofJob[job]!;
  }

  #isPerVm(job: number): boolean {
    return this.#model.repositories[this.#model.jobs[job]!.repository]?.perVmFiles === true;
  }
}

/**
 * The repositories that an attempt at a VM may write to: availability first, then the placement policy. Slots,
 * load and free space are looked at when the task is placed.
 */
export function repositoriesFor(run: Run, vmRun: VmRun): readonly number[] {
  const { repository, work } = run.model.jobs[vmRun.session.job]!;
  if (repository < 0 || work.writes === 'nothing') return NOWHERE;
  const { chain, full } = vmRun;
  if (chain.repository >= 0) return [chain.repository];
  const { extents, placement } = run.model.repositories[repository]!;
  if (extents.length === 0) return [repository];
  if (work.writes === 'vm') return [extentOf(run, repository, vmRun.vm)];
  const { condition } = run.infrastructure;
  const available = extents.filter((extent) => condition.isRepositoryUp(extent));
  const last = run.chainLocations.of(vmRun);
  // An increment waits for its full where that went down after it was planned.
  if (last >= 0 && (!full || available.includes(last)) && !beginsChain(run, vmRun)) return [last];
  const among = available.length > 0 ? available : extents;
  if (placement === 'data-locality' || full) return among;
  // Increments go elsewhere than their full, so that both can be written and read at full speed.
  const fullAt = run.chainLocations.fullOf(vmRun);
  const others = among.filter((extent) => extent !== fullAt);
  return others.length > 0 ? others : among;
}

/** A full is free to go elsewhere [doc]; where a file is shared, one that is made for want of a restore point joins the others'. */
function beginsChain(run: Run, vmRun: VmRun): boolean {
  return vmRun.full && (!vmRun.session.sharesChain || run.restorePoints.isActiveFullDue(vmRun));
}

const NOWHERE: readonly number[] = [];

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
  const known = writer < 0 ? NONE : run.chainLocations.fullIn(writer, vm);
  return known >= 0 ? known : run.model.repositories[repository]!.extents[0]!;
}
