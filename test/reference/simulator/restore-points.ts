import type { Repository } from '../../../src/scenario/repository.ts';
import type { CalendarDays } from '../../../src/units/calendar-days.ts';
import { timeOfDayOf } from '../../../src/units/civil-time.ts';
import type { EstateVm } from './estate.ts';
import { isDayOf } from './recurring-days.ts';
import { goesOnWith, standingIn } from './standing.ts';
import { hadBefore } from './stored.ts';
import type { Moment, Session, VmRun } from './task.ts';
import { repositoryOf, workOf } from './work.ts';
import type { World } from './world.ts';

/** What there is of a VM in a job already, and so what its next run reads. Everything is looked up in what has been. */
export class RestorePoints {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  isFull(session: Session, vm: EstateVm): boolean {
    const { job } = session;
    if (workOf(job).isAlwaysFull || job.method === 'active-full') return true;
    if (this.isActiveFullDue(session, vm)) return true;
    return this.goodSession(session, vm) === undefined && !goesOnWith(job, vm)
      ? true
      : this.#isOutOfReach(session, vm);
  }

  /** On its day, until the VM has a full of that day. */
  isActiveFullDue(session: Session, vm: EstateVm): boolean {
    if (!this.#isOn(session.job.activeFullDays, session)) return false;
    return !this.#ofThisDay(session, vm).some(({ full, hasSyntheticFull }) => full || hasSyntheticFull);
  }

  /** On its day, unless an earlier session of that day has had it. */
  isSyntheticFullDue(session: Session, vm: EstateVm): boolean {
    if (!this.#isOn(session.job.syntheticFullDays, session)) return false;
    return this.#ofThisDay(session, vm).length === 0;
  }

  /** What a run goes on from that makes this restore point. */
  goesOnFrom(session: Session, vm: EstateVm, made: Moment): Moment {
    const good = this.#goodRuns(session, vm).at(-1);
    if (good !== undefined) return good.tellsOf;
    const first = this.#world.sessions.find(({ job }) => job === session.job)!;
    const planned = first === session ? undefined : first.vmRuns.findLast((run) => run.vm === vm);
    return planned?.goesOnFrom ?? hadBefore(this.#world, session.job, vm, made);
  }

  /** An increment of who lost it reads everything until there is a restore point again; of what is in use a full is told all the same. */
  isTracked({ session, vm, full }: VmRun): boolean {
    if (vm.tracking === 'none') return false;
    if (full) return true;
    const good = this.goodSession(session, vm)?.vmRuns.findLast((run) => run.vm === vm);
    const plannedUs = good?.tasks[0]?.readyUs ?? Number.NEGATIVE_INFINITY;
    return !this.#world.resets.some(
      ({ atUs, vms }) => atUs > plannedUs && (vms.size === 0 || vms.has(vm.name)),
    );
  }

  goodSession(session: Session, vm: EstateVm): Session | undefined {
    return this.#goodRuns(session, vm).at(-1)?.session;
  }

  /** Runs of the VM in earlier sessions of the job that succeeded, in order. */
  #goodRuns(session: Session, vm: EstateVm): VmRun[] {
    return this.#world.sessions
      .filter((other) => other.job === session.job && other.number < session.number)
      .map(({ vmRuns }) => vmRuns.findLast((run) => run.vm === vm))
      .filter((run) => run !== undefined)
      .filter(({ isOver, tasks }) => isOver && tasks.every(({ result }) => result === 'success'));
  }

  /** Likewise of all VMs that share a file, session by session. */
  #goodRunsOfAll(session: Session): VmRun[] {
    return this.#world.estate
      .vmsOf(session.job)
      .flatMap((vm) => this.#goodRuns(session, vm))
      .sort((a, b) => a.session.number - b.session.number);
  }

  /** A full that its job asks for begins a chain; where a file is shared, one for want of a restore point joins that of the others. */
  beginsChain({ session, vm, full }: VmRun): boolean {
    const isAskedFor = session.job.method === 'active-full' || this.isActiveFullDue(session, vm);
    return full && (repositoryOf(this.#world.estate, session.job)!.perVmFiles || isAskedFor);
  }

  /** The extent on which the last full of its file is; undefined: none is known, or it is no scale-out repository. */
  homeOf(session: Session, vm: EstateVm): Repository | undefined {
    const target = repositoryOf(this.#world.estate, session.job);
    if (target?.perVmFiles !== false) return this.#ownHomeOf(session, vm);
    // Also of the VMs that have succeeded in this very session.
    return this.#lastFullOf(session, vm, this.#goodRunsOfAll({ ...session, number: session.number + 1 }));
  }

  /** Likewise of its own last full. */
  #ownHomeOf(session: Session, vm: EstateVm): Repository | undefined {
    return this.#lastFullOf(session, vm, this.#goodRuns(session, vm));
  }

  #lastFullOf(session: Session, vm: EstateVm, runs: readonly VmRun[]): Repository | undefined {
    const target = repositoryOf(this.#world.estate, session.job);
    if (target === undefined || target.extents.length === 0) return undefined;
    const made = runs.findLast(({ full, hasSyntheticFull }) => full || hasSyntheticFull)?.tasks[0]
      ?.repository;
    return made ?? this.#standingHomeOf(session, vm, target);
  }

  #standingHomeOf({ job }: Session, vm: EstateVm, target: Repository): Repository | undefined {
    const own = standingIn(this.#world.estate, target).filter((file) => file.job === job);
    return own.find(({ vms }) => !target.perVmFiles || vms.includes(vm))?.extent;
  }

  /** Likewise, once a run is good. */
  homeAfter({ session, vm }: VmRun): Repository | undefined {
    return this.#ownHomeOf({ ...session, number: Number.POSITIVE_INFINITY }, vm);
  }

  /**
   * An increment goes beside its full, so where that is on an extent that is down there has to be a new one; also where the file that
   * its VM shares has gone elsewhere without it.
   */
  #isOutOfReach(session: Session, vm: EstateVm): boolean {
    const home = this.homeOf(session, vm);
    if (home === undefined || repositoryOf(this.#world.estate, session.job)!.placement !== 'data-locality')
      return false;
    return !this.#world.parts.isRepositoryUp(home) || this.#ownHomeOf(session, vm) !== home;
  }

  /** Restore points of a VM with this run: its last full and what follows, less what was merged; before the first nothing is missing. */
  lengthOfChain(run: VmRun): number {
    let length = run.session.job.restorePoints;
    for (const { full, isMerged } of [...this.#goodRuns(run.session, run.vm), run]) {
      length = full ? 1 : length + 1;
      if (isMerged) length--;
    }
    return length;
  }

  #ofThisDay(session: Session, vm: EstateVm): VmRun[] {
    const day = this.#dayOf(session);
    return this.#goodRuns(session, vm).filter((run) => this.#dayOf(run.session) === day);
  }

  #isOn(days: CalendarDays, { startUs }: Session): boolean {
    return isDayOf(days, this.#world.scenario.clock.startUs + startUs);
  }

  #dayOf({ startUs }: Session): number {
    const at = this.#world.scenario.clock.startUs + startUs;
    return at - timeOfDayOf(at);
  }
}
