import type { Job } from '../../../src/scenario/job.ts';
import { DAY_US } from '../../../src/units/civil-time.ts';
import type { EstateVm } from '../simulator/estate.ts';
import type { VmRun } from '../simulator/task.ts';
import type { World } from '../simulator/world.ts';
import { mostOf } from './spread.ts';

/** How a job kept its objective; undefined: it states none, or is off. `endUs`: when the run was over. */
export function objectiveFigures(world: World, job: Job, endUs: number) {
  if (job.rpoUs === undefined || !job.enabled) return undefined;
  const gaps = world.estate.vmsOf(job).map((vm) => longestGap(world, job, vm, endUs));
  const longestUs = mostOf(gaps.map(({ us }) => us));
  return {
    objectiveSeconds: job.rpoUs / 1e6,
    longestSeconds: longestUs / 1e6,
    longestSinceSeconds: gaps.find(({ us }) => us === longestUs)!.sinceUs / 1e6,
    vmsBeyond: gaps.filter(({ us }) => us > job.rpoUs!).length,
  };
}

/** Whether a VM went longer without a newer restore point than a job allows. */
export function isBeyond(world: World, job: Job, vm: EstateVm, endUs: number): boolean {
  if (job.rpoUs === undefined || !job.enabled || !world.estate.vmsOf(job).includes(vm)) return false;
  return longestGap(world, job, vm, endUs).us > job.rpoUs;
}

/** Whether a VM got a newer restore point from a job that states an objective. */
export function hasPointOf(world: World, job: Job, vm: EstateVm): boolean {
  return job.rpoUs !== undefined && job.enabled && datesOf(world, job, vm).length > 0;
}

/** The dates of the restore points that a job made of a VM. */
function datesOf(world: World, job: Job, vm: EstateVm): number[] {
  return goodRunsOf(world, vm)
    .filter(({ session }) => session.job === job)
    .filter(({ tellsOf }) => tellsOf.standingIn === undefined)
    .map(({ tellsOf }) => tellsOf.us);
}

function longestGap(world: World, job: Job, vm: EstateVm, endUs: number) {
  const made = datesOf(world, job, vm);
  // One that is older than another that was there before it is no newer one.
  const newer = made.filter((date, n) => made.slice(0, n).every((before) => before < date));
  const marks = [0, ...newer, Math.max(newer.at(-1) ?? 0, shownUntil(world, job, endUs))];
  const gaps = marks.slice(1).map((mark, n) => ({ us: mark - marks[n]!, sinceUs: marks[n]! }));
  return gaps.find(({ us }) => us === mostOf(gaps.map((gap) => gap.us)))!;
}

/** In the order in which they ended. */
function goodRunsOf({ sessions }: World, vm: EstateVm): VmRun[] {
  return sessions
    .flatMap(({ vmRuns }) => vmRuns)
    .filter((run) => run.vm === vm && run.isOver && run.tasks.every(({ result }) => result === 'success'))
    .sort((a, b) => a.overUs! - b.overUs!);
}

/** Without a horizon the calendar begins no session after its first day, so that nothing is known of it. */
function shownUntil({ scenario }: World, job: Job, endUs: number): number {
  let { schedule } = job;
  while (schedule.kind === 'after') {
    const leader = schedule.job;
    schedule = scenario.jobs.find(({ name }) => name === leader)!.schedule;
  }
  const isByClock = schedule.kind === 'daily' || schedule.kind === 'every';
  return isByClock && scenario.clock.horizonUs === undefined ? Math.min(endUs, DAY_US) : endUs;
}
