import { JobChains } from '../jobs/job-chains.ts';
import { copiesBackups } from '../jobs/work.ts';
import type { Model } from '../model.ts';

/**
 * Which VMs get restore points from jobs of the run in the repositories that backup copies read. Until such a job has
 * made one, a copy finds only what was there before the run. What it finds of other VMs is made by jobs that the
 * scenario does not have.
 */
export class FedSources {
  /** By repository that a copy reads: 1 for each VM that a job backs up to it. */
  readonly #fed = new Map<number, Uint8Array>();

  constructor({ jobs, scenario, vms: { length } }: Pick<Model, 'jobs' | 'scenario' | 'vms'>) {
    for (const { work, source } of jobs)
      if (copiesBackups(work)) this.#fed.set(source, new Uint8Array(length));
    // A run without copies needs none of this.
    if (this.#fed.size === 0) return;
    const chains = new JobChains(scenario.jobs);
    for (const { work, repository, vms, declaration } of jobs) {
      const fed = this.#fed.get(repository);
      if (fed === undefined || work.writes !== 'repository') continue;
      if (chains.isSwitchedOn(declaration)) for (const vm of vms) fed[vm] = 1;
    }
  }

  isFed(source: number, vm: number): boolean {
    return this.#fed.get(source)?.[vm] === 1;
  }
}
