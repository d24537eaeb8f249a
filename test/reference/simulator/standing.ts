import type { Job } from '../../../src/scenario/job.ts';
import type { Repository } from '../../../src/scenario/repository.ts';
import type { Estate, EstateVm } from './estate.ts';
import { sortedByKeys } from './queue-order.ts';
import { repositoryOf, workOf } from './work.ts';

/** A file that stood on an extent before the run. */
interface Standing {
  readonly extent: Repository;
  /** The job that goes on with it; undefined: of a VM that is only read. */
  readonly job: Job | undefined;
  readonly vms: readonly EstateVm[];
}

/** The files of a scale-out repository from before the run: as if all of them had been begun at one instant, and none was done. */
export function standingIn(estate: Estate, repository: Repository): Standing[] {
  const all = repository.extents.map((name) => estate.repository(name));
  const standing: Standing[] = [];
  const on = (extent: Repository) => standing.filter((one) => one.extent === extent).length;
  const begin = (job: Job | undefined, vms: readonly EstateVm[]) => {
    const [extent] = sortedByKeys(all, (one) => [on(one) / one.maxConcurrentTasks, -one.freeSpace, on(one)]);
    standing.push({ extent: extent!, job, vms });
  };
  const { jobs } = estate.scenario;
  for (const job of jobs.filter((one) => isWrittenTo(estate, one, repository))) {
    const vms = estate.vmsOf(job).filter((vm) => goesOnWith(job, vm));
    if (repository.perVmFiles) for (const vm of vms) begin(job, [vm]);
    else if (vms.length > 0) begin(job, vms);
  }
  for (const job of jobs.filter((one) => readBy(one) === repository.name))
    for (const vm of estate.vmsOf(job))
      if (!standing.some(({ vms }) => vms.includes(vm))) begin(undefined, [vm]);
  return standing;
}

/** Backups of a job go to a repository. */
export function isWrittenTo(estate: Estate, job: Job, repository: Repository): boolean {
  return workOf(job).writes === 'repository' && repositoryOf(estate, job) === repository;
}

/** The repository in which a job reads what is stored, or keeps what it knows of replicas. */
export function readBy(job: Job): string | undefined {
  return job.source ?? (workOf(job).writes === 'datastore' ? job.repository : undefined);
}

/** Its first run finds a restore point, whether it makes use of that or not. */
export function goesOnWith(job: Job, vm: EstateVm): boolean {
  if (workOf(job).isAlwaysFull || job.run === 'full') return false;
  return job.run === 'incremental' || vm.lastBackupUs !== undefined;
}
