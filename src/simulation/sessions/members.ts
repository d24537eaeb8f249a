import type { JobRow } from '../../model/model.ts';

/** The VMs of all jobs, numbered through: what is known of a VM in a job stands in columns. */
export class Members {
  readonly count: number;
  readonly #jobs: readonly Pick<JobRow, 'vms'>[];
  readonly #first: number[] = [];
  /** Of jobs that were asked for a VM by its row: the places of their VMs. */
  readonly #places = new Map<number, ReadonlyMap<number, number>>();

  constructor(jobs: readonly Pick<JobRow, 'vms'>[]) {
    this.#jobs = jobs;
    let count = 0;
    for (const { vms } of jobs) {
      this.#first.push(count);
      count += vms.length;
    }
    this.count = count;
  }

  /** The member that stands at a place among a job's VMs. */
  at(job: number, placeInJob: number): number {
    return this.#first[job]! + placeInJob;
  }

  /** The member that a VM is in a job; -1: it is not in the job. */
  find(job: number, vm: number): number {
    let places = this.#places.get(job);
    if (places === undefined) {
      places = new Map(this.#jobs[job]!.vms.map((each, place) => [each, place]));
      this.#places.set(job, places);
    }
    const place = places.get(vm);
    return place === undefined ? -1 : this.at(job, place);
  }
}
