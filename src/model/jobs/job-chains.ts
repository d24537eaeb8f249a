import { groupedBy } from '../../collections/grouped-by.ts';
import type { Job } from '../../scenario/job.ts';

/** Which jobs start after which others. A chain may have thousands of jobs, so all answers are found in one walk. */
export class JobChains {
  /** Every job after the one that it follows. */
  readonly leadersFirst: readonly Job[];
  readonly #leaders = new Map<Job, Job>();
  readonly #heads = new Map<Job, Job>();
  readonly #switchedOn = new Set<Job>();

  /** `jobs` has no circles. */
  constructor(jobs: readonly Job[]) {
    const byName = new Map(jobs.map((job) => [job.name, job]));
    for (const job of jobs) {
      const leader = job.schedule.kind === 'after' ? byName.get(job.schedule.job) : undefined;
      if (leader !== undefined) this.#leaders.set(job, leader);
    }
    const followers = groupedBy(jobs, (job) => this.#leaders.get(job));
    const order = [...(followers.get(undefined) ?? [])];
    // The list grows while it is walked.
    for (const job of order) {
      const leader = this.#leaders.get(job);
      this.#heads.set(job, leader === undefined ? job : this.#heads.get(leader)!);
      if (job.enabled && (leader === undefined || this.#switchedOn.has(leader))) this.#switchedOn.add(job);
      for (const follower of followers.get(job) ?? []) order.push(follower);
    }
    this.leadersFirst = order;
  }

  /** The job that it follows; undefined: none. */
  leaderOf(job: Job): Job | undefined {
    return this.#leaders.get(job);
  }

  /** The job that sets off the chain to which a job belongs: the job itself if it comes after none. */
  headOf(job: Job): Job {
    return this.#heads.get(job)!;
  }

  /** Whether nothing is switched off that a job needs to start: itself, and each job of its chain before it. */
  isSwitchedOn(job: Job): boolean {
    return this.#switchedOn.has(job);
  }
}
