import { madeOnce } from '../../collections/made-once.ts';
import { isNewerPoint } from '../../model/backups/newest-restore-point.ts';
import { StandingChains, usesStored } from '../../model/backups/standing-chains.ts';
import type { Model } from '../../model/model.ts';
import type { Members } from '../sessions/members.ts';
import type { Session } from '../sessions/session.ts';
import type { VmRun } from '../sessions/vm-run.ts';

const NONE = -1;

/** Which extent of a scale-out repository holds the last full of each VM in each job. */
export class ChainLocations {
  readonly #model: Model;
  readonly #members: Members;
  readonly #standing: StandingChains;
  /** The last full made in this run: of each member, and of any VM of a job. */
  readonly #ofMember: Int32Array;
  readonly #ofJob: Int32Array;
  /** By scale-out repository that some job reads, and VM: the session that made the newest restore point there. */
  readonly #newest = new Map<number, Map<number, Session>>();
  /** By attempt at a VM that reads a scale-out repository: the extent it reads. */
  readonly #readBy = new Map<number, number>();

  constructor(model: Model, members: Members) {
    this.#model = model;
    this.#members = members;
    this.#standing = new StandingChains(model);
    this.#ofMember = new Int32Array(members.count).fill(NONE);
    this.#ofJob = new Int32Array(model.jobs.length).fill(NONE);
    for (const job of model.jobs) {
      const used = usesStored(job);
      if (model.repositories[used]?.extents.length) this.#newest.set(used, new Map());
    }
  }

  /** The extent at which a chain must be continued; -1: free to choose, or not a scale-out repository. */
  of(vmRun: VmRun): number {
    const repository = this.#model.repositories[vmRun.session.repository];
    return repository === undefined || repository.placement === 'performance' ? NONE : this.fullOf(vmRun);
  }

  /** The extent of the last full in a VM's file, of whichever VM that is; -1: none, or not in a scale-out repository. */
  fullOf(vmRun: VmRun): number {
    const { job } = vmRun.session;
    if (this.#isPerVm(job)) return this.#ownFullOf(vmRun);
    const made = this.#ofJob[job]!;
    return made === NONE ? this.#standing.fullOf(job, vmRun.vm) : made;
  }

  /**
   * Whether the VM's own last full is at an extent. One that failed while the others of its file made fulls elsewhere
   * has none there.
   */
  hasFullAt(vmRun: VmRun, extent: number): boolean {
    return this.#ownFullOf(vmRun) === extent;
  }

  #ownFullOf({ session: { job }, placeInJob, vm }: VmRun): number {
    return this.#known(job, this.#members.at(job, placeInJob), vm);
  }

  /**
   * The extent at which an attempt reads its VM. It is fixed at the first call, because restore points that are made later
   * are not the one being read.
   */
  readBy({ id, vm }: VmRun, repository: number): number {
    return madeOnce(this.#readBy, id, () => this.#heldIn(repository, vm));
  }

  forget({ id }: VmRun): void {
    this.#readBy.delete(id);
  }

  /** The extent of the full to which a VM's newest restore point in a scale-out repository belongs, whichever job made it. */
  #heldIn(repository: number, vm: number): number {
    const job = this.#newest.get(repository)?.get(vm)?.job;
    return job === undefined
      ? this.#standing.readAt(repository, vm)
      : this.#known(job, this.#members.find(job, vm), vm);
  }

  /** An attempt at a VM has succeeded. */
  made(vmRun: VmRun, extent: number): void {
    const { session, vm } = vmRun;
    const newest = this.#newest.get(session.repository);
    if (newest !== undefined && this.#model.jobs[session.job]!.work.writes === 'repository') {
      const before = newest.get(vm);
      if (before === undefined || isNewerPoint(session, before)) newest.set(vm, session);
    }
    if (vmRun.full) this.fullMade(vmRun, extent);
  }

  /** A full has been made, read or synthesised. */
  fullMade(vmRun: VmRun, extent: number): void {
    const { session, placeInJob } = vmRun;
    const { job } = session;
    this.#ofMember[this.#members.at(job, placeInJob)] = extent;
    this.#ofJob[job] = extent;
  }

  #known(job: number, member: number, vm: number): number {
    const made = this.#ofMember[member]!;
    return made === NONE ? this.#standing.fullOf(job, vm) : made;
  }

  #isPerVm(job: number): boolean {
    return this.#model.repositories[this.#model.jobs[job]!.repository]?.perVmFiles === true;
  }
}
