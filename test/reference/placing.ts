import { DEFAULTS } from '../../src/scenario/defaults.ts';
import type { Repository } from '../../src/scenario/repository.ts';
import type { Proxy as BackupProxy } from '../../src/scenario/scenario.ts';
import type { WaitCause } from '../../src/trace/wait-cause.ts';
import { classOf, isNetwork, modesTo } from './modes.ts';
import { sortedByKeys } from './queue-order.ts';
import type { Place, Task } from './task.ts';
import type { World } from './world.ts';

export type Answer =
  | {
      readonly kind: 'place';
      readonly reader: Place;
      readonly repository: Repository;
      readonly decidedBy: string;
      readonly missesAffinity: boolean;
    }
  | { readonly kind: 'busy'; readonly cause: WaitCause }
  | { readonly kind: 'none' };

/** Where a task goes now, or why it cannot. */
export function placeOf(world: World, task: Task): Answer {
  const repository = world.estate.repository(task.job.repository!);
  const ranked = rankedPlaces(world, task, repository, placesNow(world, task, repository));
  let cause: WaitCause | undefined;
  const [best] = ranked;
  const isWaitedFor = best !== undefined && waitsFor(world, best);
  for (const [row, place] of ranked.entries()) {
    if (isWaitedFor && !isAsGood(task, best, place)) continue;
    const refusal = refusalOf(world, task, place, repository);
    if (refusal === undefined)
      return {
        kind: 'place',
        reader: place,
        repository,
        missesAffinity: isAgainstAffinity(world, task, repository),
        decidedBy:
          cause === undefined ? deciding(world, task, repository, ranked, row) : `${cause}-at-the-best`,
      };
    cause ??= refusal;
  }
  return cause === undefined ? { kind: 'none' } : { kind: 'busy', cause };
}

/** Whether a repository prefers proxies, and none of them is a place for the task: one that is only busy is. */
function isAgainstAffinity(world: World, task: Task, repository: Repository): boolean {
  const { affinity } = repository;
  if (affinity.length === 0) return false;
  return !placesNow(world, task, repository).some(({ proxy }) => affinity.includes(proxy.name));
}

/** Whether some proxy that there is, or will be, could ever take it, as the scheduler believes. */
export function canEverBePlaced(world: World, task: Task): boolean {
  const repository = world.estate.repository(task.job.repository!);
  return rankedPlaces(world, task, repository, believedPlaces(world, task)).length > 0;
}

function isDeployed({ now, scenario }: World, { addedAtUs }: BackupProxy): boolean {
  return addedAtUs === 0 || now >= addedAtUs + scenario.overheads.deploy;
}

/** Places that are there, and whose way is up. */
function placesNow(world: World, task: Task, repository: Repository): Place[] {
  return believedPlaces(world, task).filter(
    (place) => isDeployed(world, place.proxy) && world.parts.isWayUp(task, place, repository),
  );
}

function rankedPlaces(world: World, task: Task, repository: Repository, places: readonly Place[]): Place[] {
  return sortedByKeys(sameHostHotAdd(world, task, places), (place) =>
    rankKeys(world, task, repository, place).map(([, value]) => value),
  );
}

/** As declared: every proxy in every mode in which it is believed to reach the disk. */
function believedPlaces(world: World, { job, vmRun, disk }: Task): Place[] {
  const isConnected = (proxy: BackupProxy) => world.parts.isBelievedConnected(proxy, disk.datastore);
  return world.scenario.proxies
    .filter(({ enabled }) => enabled)
    .filter(({ name }) => job.proxies === undefined || job.proxies.includes(name))
    .filter((proxy) => !asksFor(world, 'ram') || memoryFor(1) <= proxy.ram)
    .flatMap((proxy) =>
      modesTo(proxy, job, vmRun.vm, disk, isConnected(proxy)).map((mode): Place => ({ proxy, mode })),
    );
}

/** 1: if there is a hot-add proxy on the VM's own host, that one or something better; 2: likewise, and no other by hot-add. */
function sameHostHotAdd({ scenario }: World, { vmRun }: Task, places: readonly Place[]): Place[] {
  const setting = scenario.policy.sameHostHotAdd ?? 0;
  const isNear = ({ proxy, mode }: Place) => mode === 'hotadd' && proxy.host === vmRun.vm.host.name;
  if (setting === 0) return [...places];
  if (places.some(isNear))
    return places.filter((place) => isNear(place) || classOf(place.mode) < classOf('hotadd'));
  return setting === 1 ? [...places] : places.filter(({ mode }) => mode !== 'hotadd');
}

function rankKeys(
  world: World,
  { vmRun }: Task,
  repository: Repository,
  { proxy, mode }: Place,
): [string, number][] {
  const { policy } = world.scenario;
  const running = world.runningOn(proxy);
  const load: [string, number] =
    policy.load === 'count'
      ? ['running-tasks', running]
      : ['load-ratio', Math.round((running / proxy.maxConcurrentTasks) * 1e6)];
  const affinity: [string, number] = ['affinity', repository.affinity.includes(proxy.name) ? 0 : 1];
  const connection: [string, number] = ['connection-class', classOf(mode)];
  const sameSite: [string, number] = ['same-site', proxy.site === vmRun.vm.host.site ? 0 : 1];
  const runningTasks: [string, number] = ['running-tasks', running];
  switch (policy.select ?? selectionOf(policy.preset)) {
    case 'connection-first':
      return [affinity, connection, sameSite, load, runningTasks];
    case 'load-first':
      return [affinity, load, connection, sameSite, runningTasks];
    case 'least-loaded':
      return [load, runningTasks, connection];
    case 'most-free-slots':
      return [['most-free-slots', running - proxy.maxConcurrentTasks], connection];
    case 'round-robin':
      return [['least-recent', world.taken.lastIndexOf(proxy)], connection];
    default:
      throw new Error(`the reference knows no selection '${policy.select}'`);
  }
}

function selectionOf(preset: string): string {
  return ['load-first', 'round-robin', 'least-loaded', 'most-free-slots'].includes(preset)
    ? preset
    : 'connection-first';
}

/** The first key that tells a place from the next one. */
function deciding(
  world: World,
  task: Task,
  repository: Repository,
  ranked: readonly Place[],
  row: number,
): string {
  const next = ranked[row + 1];
  if (next === undefined) return 'only-candidate';
  const ours = rankKeys(world, task, repository, ranked[row]!);
  const theirs = rankKeys(world, task, repository, next);
  return ours.find(([, value], n) => value !== theirs[n]![1])?.[0] ?? 'declaration-order';
}

/** Of the class of the best; by direct NFS also as near, but for a job that names its own proxies. */
function isAsGood({ job, vmRun }: Task, best: Place, place: Place): boolean {
  if (classOf(place.mode) !== classOf(best.mode)) return false;
  if (best.mode !== 'nfs' || job.proxies !== undefined) return true;
  const isNear = ({ proxy }: Place) => proxy.site === vmRun.vm.host.site;
  return isNear(place) === isNear(best);
}

/** Whether it is waited for where it is the best. */
function waitsFor({ scenario }: World, { mode }: Place): boolean {
  const { whenBestBusy } = scenario.policy;
  return (whenBestBusy?.[mode] ?? whenBestBusy?.default ?? (mode === 'nfs' ? 'wait' : 'degrade')) === 'wait';
}

function asksFor({ scenario }: World, filter: WaitCause): boolean {
  if (filter === 'ram') return scenario.enforceRam;
  return scenario.policy.filters?.includes(filter) ?? true;
}

function memoryFor(tasks: number): number {
  return DEFAULTS.proxyRam.value + tasks * DEFAULTS.taskRam.value;
}

/** The first condition, in their order, that keeps a task from a place now. */
function refusalOf(
  world: World,
  task: Task,
  { proxy, mode }: Place,
  repository: Repository,
): WaitCause | undefined {
  const { scenario } = world;
  const { vm, snapshot } = task.vmRun;
  const running = world.runningOn(proxy);
  if (running >= proxy.maxConcurrentTasks) return 'proxy-slot';
  if (!world.hasSlot(repository, task)) return 'repository-slot';
  if (snapshot === 'none') {
    const isFull = vm.disks.some(({ datastore }) => world.snapshotsOn(datastore) >= datastore.maxSnapshots);
    if (isFull) return 'datastore-snapshots';
  }
  const hotaddMax = scenario.policy.hotaddMaxDisks ?? DEFAULTS.hotaddMaxDisks.value;
  if (mode === 'hotadd' && world.hotaddOn(proxy) >= hotaddMax) return 'hotadd-disks';
  if (isNetwork(mode) && world.connectionsOf(vm.host) >= vm.host.nbdMaxDisks) return 'nbd-connections';
  if (asksFor(world, 'ram') && memoryFor(running + 1) > proxy.ram) return 'ram';
  return undefined;
}
