import type { JobRow } from '../../model/model.ts';

/** Numbers the VMs of all jobs consecutively ("members"), to keep what is known of a VM in a job in columns. */
export class Members {
  readonly count: number;
  readonly #jobs: readonly Pick<JobRow, 'vms'>[];
  readonly #first: number[] = [];
  /** By job, made on demand: the place of each VM. */
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

  /** The member at a place in a job's list of VMs. */
  at(job: number, placeInJob: number): number {
    return this.#first[job]! + placeInJob;
  }

  /** The member of a VM in a job; -1: the VM is not in the job. */
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
