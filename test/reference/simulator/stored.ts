import type { Job } from '../../../src/scenario/job.ts';
import { DAY_US } from '../../../src/units/civil-time.ts';
import type { EstateVm } from './estate.ts';
import { goesOnWith } from './standing.ts';
import type { Moment, Session, VmRun } from './task.ts';
import type { World } from './world.ts';

/** Kinds of work that leave something in their repository, which a copy can take from there. */
const STORING: readonly string[] = ['backup', 'backup-copy', 'vm-copy'];

export function sooner({ us, standingIn }: Moment, byUs: number): Moment {
  return standingIn === undefined ? { us: us - byUs } : { us: us - byUs, standingIn };
}

/**
 * What a run of a VM tells of: the start of its session; a copy that of the newest which stands in its source now. Where that is from
 * before the run, it stays so until some job brings more; where none ever does, others do, and so there is something new each time.
 */
export function tellsOf(world: World, { job, startUs }: Session, vm: EstateVm): Moment {
  const { type, source } = job;
  if (type !== 'backup-copy') return { us: startUs };
  const [first, ...others] = storedIn(world, source!, vm).map((run) => run.tellsOf);
  if (first !== undefined)
    return others.reduce((newest, one) => (isNewer(one, newest) ? one : newest), first);
  return isBroughtTo(world, source!, vm) ? { us: 0, standingIn: source! } : { us: startUs };
}

/** What is of the run is newer than what only goes back to before it. */
function isNewer(one: Moment, other: Moment): boolean {
  if (one.standingIn === other.standingIn) return one.us > other.us;
  return other.standingIn !== undefined;
}

/** What a job had last of a VM before the run. A copy had nothing that came to its source later. */
export function hadBefore(world: World, { type, source }: Job, vm: EstateVm, made: Moment): Moment {
  const aged = sooner(made, vm.lastBackupUs ?? DAY_US);
  if (type !== 'backup-copy' || !isBroughtTo(world, source!, vm)) return aged;
  const standing = { us: 0, standingIn: source! };
  return usOf(world, standing, vm) < usOf(world, aged, vm) ? standing : aged;
}

/** From the start of the run on. Nothing is known of what stood in a repository until the run adds to it: it is taken to be of just then. */
export function usOf(world: World, moment: Moment, vm: EstateVm, passed: readonly string[] = []): number {
  const { us, standingIn } = moment;
  // Copies of copies may come back to where they began.
  if (standingIn === undefined || passed.includes(standingIn)) return us;
  const [first] = storedIn(world, standingIn, vm);
  if (first === undefined) return us;
  return us + usOf(world, basisOf(world, first), vm, [...passed, standingIn]);
}

/** What a run went on from, or would have, had it not moved all there is. */
function basisOf(world: World, { session, vm, tellsOf: made, goesOnFrom }: VmRun): Moment {
  const hasPast = world.restorePoints.goodSession(session, vm) !== undefined || goesOnWith(session.job, vm);
  return hasPast ? goesOnFrom : sooner(made, vm.lastBackupUs ?? DAY_US);
}

/** What the run has left of a VM in a repository, in the order in which it was there. */
function storedIn({ vmRuns }: World, repository: string, vm: EstateVm): VmRun[] {
  return vmRuns
    .filter(({ session: { job } }) => STORING.includes(job.type) && job.repository === repository)
    .filter((run) => run.vm === vm && run.isOver && run.tasks.every(({ result }) => result === 'success'))
    .sort((a, b) => a.overUs! - b.overUs!);
}

/** Some job that can come to start leaves there what it has of the VM. */
function isBroughtTo({ estate, scenario }: World, repository: string, vm: EstateVm): boolean {
  const canStart = ({ enabled, schedule }: Job): boolean => {
    if (schedule.kind !== 'after') return enabled;
    const { job: leader } = schedule;
    return enabled && canStart(scenario.jobs.find(({ name }) => name === leader)!);
  };
  return scenario.jobs.some(
    (job) =>
      job.repository === repository &&
      STORING.includes(job.type) &&
      canStart(job) &&
      estate.vmsOf(job).includes(vm),
  );
}
