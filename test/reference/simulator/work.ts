import type { Job } from '../../../src/scenario/job.ts';
import type { Repository } from '../../../src/scenario/repository.ts';
import type { Datastore, Host } from '../../../src/scenario/scenario.ts';
import type { Estate } from './estate.ts';
import { isIntegrated, isOnArray } from './storage-snapshots.ts';
import type { Task } from './task.ts';

/** What a kind of work reads and writes, whether a VM's snapshot stands meanwhile, and whether every session moves all there is. */
interface Work {
  readonly reads: 'vm' | 'repository';
  readonly writes: 'repository' | 'datastore' | 'nothing';
  readonly hasSnapshot: boolean;
  readonly isAlwaysFull: boolean;
}

export function workOf({ type, target }: Job): Work {
  switch (type) {
    case 'backup':
      return { reads: 'vm', writes: 'repository', hasSnapshot: true, isAlwaysFull: false };
    case 'replication':
      return { reads: 'vm', writes: 'datastore', hasSnapshot: true, isAlwaysFull: false };
    case 'vm-copy':
      return {
        reads: 'vm',
        writes: target === undefined ? 'repository' : 'datastore',
        hasSnapshot: true,
        isAlwaysFull: true,
      };
    case 'quick-migration':
      return { reads: 'vm', writes: 'datastore', hasSnapshot: true, isAlwaysFull: true };
    case 'restore':
      return { reads: 'repository', writes: 'datastore', hasSnapshot: false, isAlwaysFull: true };
    case 'backup-copy':
      return { reads: 'repository', writes: 'repository', hasSnapshot: false, isAlwaysFull: false };
    case 'snapshot-scan':
      return { reads: 'vm', writes: 'nothing', hasSnapshot: false, isAlwaysFull: false };
  }
}

/** It looks at snapshots of arrays. */
export function isScan({ type }: Job): boolean {
  return type === 'snapshot-scan';
}

/** It reads what a repository holds, and writes no file there. */
export function isRestore(job: Job): boolean {
  return workOf(job).reads === 'repository' && workOf(job).writes === 'datastore';
}

/** One of the two sides of a task at which a proxy works on a disk: what it must reach, and for which host. */
export interface End {
  readonly isWriting: boolean;
  readonly host: Host;
  /** Where its disk is, and where all disks of the VM are. */
  readonly datastore: Datastore;
  readonly datastores: readonly Datastore[];
  /** Of a volume: by name. */
  readonly owner: string | undefined;
  /** A restriction. */
  readonly proxies: readonly string[] | undefined;
  /** Direct storage writes whole disks alone: NFS any, SAN thick ones. */
  readonly isWhole: boolean;
  readonly isThick: boolean;
  /** It may be read from a snapshot of its array. */
  readonly isOnArray: boolean;
  /** ... and its job asks for that. */
  readonly asksForArray: boolean;
  /** There is nothing else to be read of it: a scan is of the array's snapshots. */
  readonly isArrayOnly: boolean;
}

export function readingEnd(estate: Estate, task: Task): End | undefined {
  const { job, vmRun, disk, full } = task;
  if (workOf(job).reads !== 'vm') return undefined;
  return {
    isWriting: false,
    host: vmRun.vm.host,
    datastore: disk.datastore,
    datastores: vmRun.vm.disks.map(({ datastore }) => datastore),
    owner: estate.ownerOf(disk.datastore),
    proxies: job.proxies,
    isWhole: full,
    isThick: !disk.thin,
    // A scan looks at each disk by itself.
    isOnArray: isScan(job)
      ? isIntegrated(estate.scenario, disk.datastore)
      : vmRun.readsArray !== false && isOnArray(estate.scenario, vmRun.vm),
    asksForArray: job.storageSnapshots !== undefined,
    isArrayOnly: isScan(job),
  };
}

export function writingEnd(estate: Estate, task: Task): End | undefined {
  const { job, vmRun, disk, full } = task;
  if (workOf(job).writes !== 'datastore') return undefined;
  const { target } = job;
  const given = target?.datastore === undefined ? undefined : estate.datastore(target.datastore);
  return {
    isWriting: true,
    host: target?.host === undefined ? vmRun.vm.host : estate.host(target.host),
    datastore: given ?? disk.datastore,
    // Written disk by disk, whatever the others are on.
    datastores: [given ?? disk.datastore],
    owner: estate.ownerOf(given ?? disk.datastore),
    // Where nobody else has a proxy the job's own are meant.
    proxies: target?.proxies ?? (workOf(job).reads === 'vm' ? undefined : job.proxies),
    isWhole: full,
    isThick: !disk.thin,
    isOnArray: false,
    asksForArray: false,
    isArrayOnly: false,
  };
}

export function repositoryOf(estate: Estate, { repository }: Job): Repository | undefined {
  return repository === undefined ? undefined : estate.repository(repository);
}

/** Of a copy: the repository, or the extent, that it reads. */
export function sourceOf({ job, vmRun }: Task): Repository | undefined {
  return job.source === undefined ? undefined : vmRun.readsAt;
}
