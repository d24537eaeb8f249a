import { madeOnce } from '../../collections/made-once.ts';
import type { Model } from '../../model/model.ts';
import { isNewerPoint } from '../../model/newest-restore-point.ts';
import type { Run } from '../run.ts';
import type { Members } from '../sessions/members.ts';
import type { Session } from '../sessions/session.ts';
import type { VmRun } from '../sessions/vm-run.ts';

const NONE = -1;

/** On which extent of a scale-out repository the last full of a VM in a job is. */
export class ChainLocations {
  readonly #model: Model;
  readonly #members: Members;
  /** By member, where each VM has a file of its own; else by job. */
  readonly #ofMember: Int32Array;
  readonly #ofJob: Int32Array;
  /** By scale-out repository that some job reads, then by VM: the session that made its newest restore point there. */
  readonly #newest = new Map<number, Map<number, Session>>();
  /** By attempt at a VM that reads a scale-out repository: the extent. */
  readonly #readBy = new Map<number, number>();

  constructor(model: Model, members: Members) {
    this.#model = model;
    this.#members = members;
    this.#ofMember = new Int32Array(members.count).fill(NONE);
    this.#ofJob = new Int32Array(model.jobs.length).fill(NONE);
    for (const { work, source, repository } of model.jobs) {
      if (work.writes === 'nothing') continue;
      const read = source >= 0 ? source : work.writes === 'vm' ? repository : NONE;
      if (model.repositories[read]?.extents.length) this.#newest.set(read, new Map());
    }
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

  /** Where an attempt reads its VM in a scale-out repository: as it was when it began, since what is made later is another restore point. */
  readBy({ id, vm }: VmRun, repository: number): number {
    return madeOnce(this.#readBy, id, () => {
      const known = this.#heldIn(repository, vm);
      return known >= 0 ? known : this.#model.repositories[repository]!.extents[0]!;
    });
  }

  forget({ id }: VmRun): void {
    this.#readBy.delete(id);
  }

  /** The extent of the full to which a VM's newest restore point in a scale-out repository belongs, whoever made it; -1: the run made none. */
  #heldIn(repository: number, vm: number): number {
    const job = this.#newest.get(repository)?.get(vm)?.job;
    return job === undefined ? NONE : this.#known(job, this.#members.find(job, vm));
  }

  /** A VM's part of a session is good. */
  made(vmRun: VmRun, extent: number): void {
    const { session, vm } = vmRun;
    const newest = this.#newest.get(session.repository);
    if (newest !== undefined && this.#model.jobs[session.job]!.work.writes === 'repository') {
      const before = newest.get(vm);
      if (before === undefined || isNewerPoint(session, before)) newest.set(vm, session);
    }
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
  if (work.writes === 'vm') return [run.chainLocations.readBy(vmRun, repository)];
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
export function sourceFor(run: Run, vmRun: VmRun): number {
  const { source, work } = run.model.jobs[vmRun.session.job]!;
  if (source < 0 || work.writes === 'vm') return -1;
  const isPlain = run.model.repositories[source]!.extents.length === 0;
  return isPlain ? source : run.chainLocations.readBy(vmRun, source);
}
