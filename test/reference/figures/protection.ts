import type { World } from '../simulator/world.ts';

/** Kinds of work that leave a restore point; whatever is copied, moved or restored has none. */
const PROTECTING: readonly string[] = ['backup', 'replication'];

/** VMs of jobs, in order of declaration, whose last session in some job that covers them did not succeed. */
export function protectionOf({ scenario, estate, sessions }: World): {
  readonly protected: number;
  readonly unprotected: readonly string[];
} {
  const jobs = scenario.jobs
    .filter(({ type }) => PROTECTING.includes(type))
    .filter((job) => sessions.some((session) => session.job === job));
  const covered = estate.vms.filter((vm) => jobs.some((job) => estate.vmsOf(job).includes(vm)));
  const isProtected = covered.filter((vm) =>
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
