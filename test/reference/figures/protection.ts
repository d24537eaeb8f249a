import type { World } from '../simulator/world.ts';
import { hasPointOf, isBeyond } from './objectives.ts';

/** Kinds of work that leave a restore point; whatever is copied, moved or restored has none. */
const PROTECTING: readonly string[] = ['backup', 'replication'];

/**
 * VMs of jobs, in order of declaration, whose last session in some job that covers them did not succeed, or that went longer without a
 * newer restore point than a job allows.
 */
export function protectionOf(
  world: World,
  endUs: number,
): {
  readonly protected: number;
  readonly unprotected: readonly string[];
} {
  const { scenario, estate, sessions } = world;
  const jobs = scenario.jobs
    .filter(({ type }) => PROTECTING.includes(type))
    .filter((job) => sessions.some((session) => session.job === job));
  const beyond = estate.vms.filter((vm) => scenario.jobs.some((job) => isBeyond(world, job, vm, endUs)));
  const covered = estate.vms.filter(
    (vm) =>
      beyond.includes(vm) ||
      scenario.jobs.some((job) => hasPointOf(world, job, vm)) ||
      jobs.some((job) => estate.vmsOf(job).includes(vm)),
  );
  const isProtected = covered.filter(
    (vm) =>
      !beyond.includes(vm) &&
      jobs
        .filter((job) => estate.vmsOf(job).includes(vm))
        .every((job) => {
          const runs = sessions.filter((session) => session.job === job).flatMap(({ vmRuns }) => vmRuns);
          const last = runs.findLast((run) => run.vm === vm);
          return last?.isOver === true && last.tasks.every(({ result }) => result === 'success');
        }),
  );
  return {
    protected: isProtected.length,
    unprotected: covered.filter((vm) => !isProtected.includes(vm)).map(({ name }) => name),
  };
}
