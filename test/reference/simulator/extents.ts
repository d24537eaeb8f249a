import type { Job } from '../../../src/scenario/job.ts';
import type { Repository } from '../../../src/scenario/repository.ts';
import type { Proxy as BackupProxy } from '../../../src/scenario/scenario.ts';
import type { EstateVm } from './estate.ts';
import { sortedByKeys } from './queue-order.ts';
import { isWrittenTo, readBy, standingIn } from './standing.ts';
import type { Place, Session, Task, VmRun } from './task.ts';
import { isRestore, repositoryOf, workOf } from './work.ts';
import type { World } from './world.ts';

/** What is known of one file in a session from its first task on. */
export interface Chain {
  readonly extent: Repository;
  /** Of an automatic gateway: the first proxy that works on it. */
  readonly gateway: BackupProxy | undefined;
}

/** What is written into one file: a VM's disks where each VM has its own, else all of a session. */
export function chainOf({ perVmFiles }: Repository, vmRun: VmRun): VmRun | Session {
  return perVmFiles ? vmRun : vmRun.session;
}

/** The plain repository that a task goes to, or would go to now; of a scale-out one the extent. */
export function repositoryFor(world: World, task: Task): Repository | undefined {
  const repository = repositoryOf(world.estate, task.job);
  if (repository === undefined || repository.extents.length === 0) return repository;
  if (task.repository !== undefined) return task.repository;
  // What is made of a VM later is another restore point.
  if (isRestore(task.job)) return task.vmRun.readsAt;
  const chain = world.chains.get(chainOf(repository, task.vmRun));
  if (workOf(task.job).writes === 'datastore') return chain?.extent ?? task.vmRun.readsAt;
  return chain?.extent ?? bestExtent(world, task, repository);
}

/** Of those that it could go to one with a free slot, least loaded for its size, with most room, as listed. */
function bestExtent(world: World, task: Task, repository: Repository): Repository {
  return sortedByKeys(extentsFor(world, task, repository), (extent) => [
    world.hasSlot(extent, task) ? 0 : 1,
    world.slotsOf(extent) / extent.maxConcurrentTasks,
    -extent.freeSpace,
  ])[0]!;
}

/** Such as are up, if any is, by the placement policy. */
function extentsFor(world: World, task: Task, { extents, placement }: Repository): Repository[] {
  const { session, vm } = task.vmRun;
  const home = world.restorePoints.homeOf(session, vm);
  const all = extents.map((name) => world.estate.repository(name));
  const isBound = placement === 'data-locality' && !world.restorePoints.beginsChain(task.vmRun);
  const isThere = home !== undefined && (!task.full || world.parts.isRepositoryUp(home));
  if (isThere && isBound) return [home];
  const up = all.filter((extent) => world.parts.isRepositoryUp(extent));
  const there = up.length > 0 ? up : all;
  const apart = there.filter((extent) => extent !== home);
  return placement === 'performance' && !task.full && apart.length > 0 ? apart : there;
}

/** All that a task could be written to now: the plain repository, the extent of its file, or several extents. */
export function repositoriesOpenTo(world: World, task: Task): Repository[] {
  const repository = repositoryOf(world.estate, task.job);
  const one = repositoryFor(world, task);
  if (repository === undefined || one === undefined) return [];
  const isSettled =
    repository.extents.length === 0 ||
    isRestore(task.job) ||
    workOf(task.job).writes === 'datastore' ||
    task.repository !== undefined ||
    world.chains.has(chainOf(repository, task.vmRun));
  return isSettled ? [one] : extentsFor(world, task, repository);
}

/** Of a repository in which a job writes no backups: the plain one, or the extent that has what there is of a VM now. */
export function readAt(world: World, job: Job, vm: EstateVm): Repository | undefined {
  const name = readBy(job);
  return name === undefined ? undefined : storedAt(world, vm, world.estate.repository(name));
}

/** The extent on which the full is to which the newest restore point of the VM there belongs: of the run, else of what stood there before. */
function storedAt(world: World, vm: EstateVm, repository: Repository): Repository {
  if (repository.extents.length === 0) return repository;
  const newest = world.vmRuns
    .filter(({ session }) => isWrittenTo(world.estate, session.job, repository))
    .filter((run) => run.vm === vm && run.isOver && isGood(run))
    .sort((a, b) => a.session.startUs - b.session.startUs || a.session.jobRow - b.session.jobRow)
    .at(-1);
  if (newest !== undefined) return world.restorePoints.homeAfter(newest)!;
  const standing = standingIn(world.estate, repository).filter(({ vms }) => vms.includes(vm));
  return standing.at(-1)!.extent;
}

function isGood({ tasks }: VmRun): boolean {
  return tasks.every(({ result }) => result === 'success');
}

/** The machine that writes to the repository if a task goes there by way of a place; undefined: none is needed. */
export function gatewayAt(
  world: World,
  task: Task,
  place: Place | undefined,
  repository: Repository | undefined,
): BackupProxy | undefined {
  if (repository?.gateway === undefined || workOf(task.job).writes !== 'repository') return undefined;
  if (repository.gateway !== 'auto') return world.estate.proxy(repository.gateway.proxy);
  const target = repositoryOf(world.estate, task.job)!;
  return world.chains.get(chainOf(target, task.vmRun))?.gateway ?? place?.proxy;
}

/** What wrote a session's file may be lost when it is tried again: the first proxy writes it from then on, where its extent is down another. */
export function continueChain(world: World, session: Session): void {
  const chain = world.chains.get(session);
  if (chain === undefined) return;
  const { extent } = chain;
  if (world.parts.isRepositoryUp(extent)) world.chains.set(session, { extent, gateway: undefined });
  else world.chains.delete(session);
}

/** From its first task on a file is where it is. */
export function beginChain(world: World, task: Task): void {
  const { repository, gateway, vmRun, job } = task;
  if (repository === undefined || isRestore(job)) return;
  const chain = chainOf(repositoryOf(world.estate, job)!, vmRun);
  if (world.chains.get(chain)?.gateway === undefined)
    world.chains.set(chain, { extent: repository, gateway });
}

/** Proxies that the repository prefers; where data goes from datastore to datastore, and on Hyper-V, it has no say. */
export function preferred(world: World, task: Task): readonly string[] {
  const { reads, writes } = workOf(task.job);
  if (task.vmRun.vm.platform === 'hyperv') return [];
  return reads === 'vm' && writes === 'datastore' ? [] : (repositoryFor(world, task)?.affinity ?? []);
}
