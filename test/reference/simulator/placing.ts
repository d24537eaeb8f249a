import { DEFAULTS } from '../../../src/scenario/defaults.ts';
import type { Repository } from '../../../src/scenario/repository.ts';
import type { Proxy as BackupProxy, Scenario } from '../../../src/scenario/scenario.ts';
import type { WaitCause } from '../../../src/trace/wait-cause.ts';
import { drawFor } from './chance.ts';
import type { EstateDisk } from './estate.ts';
import { preferred, repositoryFor } from './extents.ts';
import { mayTake } from './hyperv.ts';
import { classOf, isNetwork, modesTo } from './modes.ts';
import { sortedByKeys } from './queue-order.ts';
import { asTheFirstDisk } from './storage-snapshots.ts';
import type { Place, Task } from './task.ts';
import { areEndsUp, isPlaceUp, isWayBetweenUp } from './way.ts';
import { type End, readingEnd, sourceOf, workOf, writingEnd } from './work.ts';
import type { World } from './world.ts';

export type Answer =
  | {
      readonly kind: 'place';
      readonly reader: Place | undefined;
      readonly writer: Place | undefined;
      readonly repository: Repository | undefined;
      readonly decidedBy: string;
      readonly missesAffinity: boolean;
    }
  | {
      readonly kind: 'busy';
      readonly cause: WaitCause;
      /** The best place, which refuses it; of a copy there is none. */
      readonly place: Place | undefined;
      readonly isWriting: boolean;
    }
  | { readonly kind: 'none' };

type Choice =
  | { readonly place: Place; readonly decidedBy: string }
  | { readonly refused: Extract<Answer, { kind: 'busy' }> | undefined };

/** Where a task goes now, or why it cannot. */
export function placeOf(world: World, task: Task): Answer {
  const repository = repositoryFor(world, task);
  const reading = readingEnd(world.estate, task);
  const writing = writingEnd(world.estate, task);
  if (!areEndsUp(world, task)) return { kind: 'none' };
  const first = reading ?? writing;
  if (first === undefined) return withoutProxy(world, task);
  // What is not there comes before what is full.
  if (writing !== undefined && reachable(world, writing, thereNow(world, task, writing)).length === 0)
    return { kind: 'none' };
  let places = complete(world, task, thereNow(world, task, first));
  let refused: Choice | undefined;
  for (;;) {
    const readers = sameHostHotAdd(world, first, places);
    const choice = choiceOf(world, task, first, readers, (place) => refusalOf(world, task, first, place));
    const isBusy = !('place' in choice);
    if (isBusy) return refusalIn(refused ?? choice);
    const { place, decidedBy } = choice;
    const ends = reading === undefined ? { reader: undefined, writer: place } : { reader: place };
    const answer = { decidedBy, repository, missesAffinity: isAgainstAffinity(world, task) };
    if (reading === undefined || writing === undefined)
      return { kind: 'place', writer: undefined, ...ends, ...answer };
    const second = writerBeside(world, task, place);
    if ('place' in second) return { kind: 'place', reader: place, writer: second.place, ...answer };
    // Where the first took the very slot that the second needs another proxy is tried, then one that takes no connection.
    const isOverOneHost = isNetwork(place.mode) && writing.host === reading.host;
    const isAboutHost = refused !== undefined && isOverOneHost && second.refused?.cause === 'nbd-connections';
    refused ??= second;
    places = places.filter(({ proxy, mode }) => (isAboutHost ? !isNetwork(mode) : proxy !== place.proxy));
  }
}

/** Why a task cannot go to a place now, or from there to one where it is written. */
export interface RefusalAt {
  readonly cause: WaitCause;
  /** The end that is chosen first, and the other one, where that refuses it beside the first. */
  readonly places: readonly Place[];
  readonly isWriting: boolean;
}

/** Every place of the end that is chosen first that refuses a task now; and of those that do not, every place of the other end. */
export function refusalsOf(world: World, task: Task): RefusalAt[] {
  const reading = readingEnd(world.estate, task);
  const writing = writingEnd(world.estate, task);
  const end = reading ?? writing;
  if (end === undefined || !areEndsUp(world, task)) return [];
  return complete(world, task, thereNow(world, task, end)).flatMap((place): RefusalAt[] => {
    const cause = refusalOf(world, task, end, place);
    if (cause !== undefined) return [{ cause, places: [place], isWriting: end.isWriting }];
    if (reading === undefined || writing === undefined) return [];
    return reachable(world, writing, thereNow(world, task, writing)).flatMap((writer): RefusalAt[] => {
      const beside = world.ifHeld(task, place, () => refusalOf(world, task, writing, writer));
      return beside === undefined ? [] : [{ cause: beside, places: [place, writer], isWriting: true }];
    });
  });
}

/** A place that a task could be given, with what refuses it there now and what it is ranked by. */
export interface Candidate {
  readonly place: Place;
  readonly refusedBy: WaitCause | null;
  readonly keys: Readonly<Record<string, number>>;
}

/** Every place of the end that is chosen first, the best first, room aside. */
export function candidatesOf(world: World, task: Task): Candidate[] {
  const end = readingEnd(world.estate, task) ?? writingEnd(world.estate, task);
  if (end === undefined || !areEndsUp(world, task)) return [];
  const places = sameHostHotAdd(world, end, complete(world, task, thereNow(world, task, end)));
  return ranked(world, task, end, places).map((place) => ({
    place,
    refusedBy: refusalOf(world, task, end, place) ?? null,
    keys: Object.fromEntries(rankKeys(world, task, end, place, places)),
  }));
}

/** A copy is made by the data movers of its repositories. */
function withoutProxy(world: World, task: Task): Answer {
  const cause = refusalAnywhere(world, task);
  if (cause !== undefined) return { kind: 'busy', cause, place: undefined, isWriting: false };
  const repository = repositoryFor(world, task);
  const answer = { decidedBy: 'only-candidate', repository, missesAffinity: false };
  return { kind: 'place', reader: undefined, writer: undefined, ...answer };
}

function refusalIn(choice: Choice): Answer {
  return ('place' in choice ? undefined : choice.refused) ?? { kind: 'none' };
}

/** The first of the ranking that is not refused; where the best is waited for, the first that is as good. */
function choiceOf(
  world: World,
  task: Task,
  end: End,
  places: readonly Place[],
  refusalAt: (place: Place) => WaitCause | undefined,
): Choice {
  const inOrder = ranked(world, task, end, places);
  let refused: Extract<Answer, { kind: 'busy' }> | undefined;
  const [best] = inOrder;
  const isWaitedFor = best !== undefined && waitsFor(world, best);
  for (const [row, place] of inOrder.entries()) {
    if (isWaitedFor && !isAsGood(end, best, place)) continue;
    const refusal = refusalAt(place);
    if (refusal === undefined)
      return {
        place,
        decidedBy:
          refused === undefined ? deciding(world, task, end, inOrder, row) : `${refused.cause}-at-the-best`,
      };
    refused ??= { kind: 'busy', cause: refusal, place, isWriting: end.isWriting };
  }
  return { refused };
}

/** Places for the end that is chosen first. Of two ends: those beside which there is one for the other, now or later. */
function complete(world: World, task: Task, isThere: (place: Place) => boolean): Place[] {
  const reading = readingEnd(world.estate, task);
  const writing = writingEnd(world.estate, task);
  const places = reachable(world, (reading ?? writing)!, isThere);
  if (reading === undefined) return places;
  if (writing === undefined) return asTheFirstDisk(task.vmRun, places);
  const writers = reachable(world, writing, () => true);
  const fitting = places.filter((place) =>
    writers.some((writer) => !isKeptApart(world, task, place, writer)),
  );
  return asTheFirstDisk(task.vmRun, fitting);
}

/** The writing end, as if the reading one held its slot already. */
function writerBeside(world: World, task: Task, reader: Place): Choice {
  const end = writingEnd(world.estate, task)!;
  const isThere = thereNow(world, task, end);
  const writers = reachable(world, end, isThere)
    .filter((place) => !isKeptApart(world, task, reader, place))
    .filter((place) => isWayBetweenUp(world, reader, place));
  return world.ifHeld(task, reader, () =>
    choiceOf(world, task, end, writers, (place) => refusalOf(world, task, end, place)),
  );
}

/** Whether two places never take the two ends of a task together: there is only one slot, connection, or place for a disk. */
function isKeptApart(world: World, task: Task, reader: Place, writer: Place): boolean {
  const { scenario, estate } = world;
  const { host } = writingEnd(estate, task)!;
  const isOneHost = host === task.vmRun.vm.host;
  const hasOne = asksFor(world, 'nbd-connections') && host.nbdMaxDisks < 2;
  if (isOneHost && isNetwork(reader.mode) && isNetwork(writer.mode) && hasOne) return true;
  if (reader.proxy !== writer.proxy) return false;
  const { maxConcurrentTasks, ram } = reader.proxy;
  const isAttachedTwice = reader.mode === 'hotadd' && writer.mode === 'hotadd';
  return (
    maxConcurrentTasks < 2 ||
    (isAttachedTwice && asksFor(world, 'hotadd-disks') && hotaddMax(scenario) < 2) ||
    (asksFor(world, 'ram') && memoryFor(2) > ram)
  );
}

/** Whether a repository prefers proxies, and none of them is a place for the task: one that is only busy is. */
function isAgainstAffinity(world: World, task: Task): boolean {
  const affinity = preferred(world, task);
  if (affinity.length === 0) return false;
  const end = (readingEnd(world.estate, task) ?? writingEnd(world.estate, task))!;
  const places = asTheFirstDisk(task.vmRun, reachable(world, end, thereNow(world, task, end)));
  return !places.some(({ proxy }) => affinity.includes(proxy.name));
}

/** Whether some proxy that there is, or will be, could ever take it, as the scheduler believes. */
export function canEverBePlaced(world: World, task: Task): boolean {
  const first = readingEnd(world.estate, task) ?? writingEnd(world.estate, task);
  if (first === undefined) return true;
  return (
    sameHostHotAdd(
      world,
      first,
      complete(world, task, () => true),
    ).length > 0
  );
}

/** Whether some proxy that there is, or will be, takes it from a snapshot of its array. */
export function canReadArray(world: World, task: Task): boolean {
  return complete(world, task, () => true).some(({ mode }) => mode === 'storage-snapshot');
}

/** Whether some proxy that there is, or will be, could read a disk from a snapshot of its array; the VM is read so as a whole, or not at all. */
export function canMount(world: World, task: Task): boolean {
  const reading = readingEnd(world.estate, task);
  if (reading === undefined) return false;
  return usable(world, reading).some((proxy) => modesTo(proxy, reading, true).includes('storage-snapshot'));
}

export function isDeployed({ now, scenario }: World, { addedAtUs }: BackupProxy): boolean {
  return addedAtUs === 0 || now >= addedAtUs + scenario.overheads.deploy;
}

/** Places that are there, and whose way is up. */
function thereNow(world: World, task: Task, end: End): (place: Place) => boolean {
  return (place) => isDeployed(world, place.proxy) && isPlaceUp(world, task, end, place);
}

/** As declared: every proxy in every mode in which it is believed to reach the disk. */
function reachable(world: World, end: End, isThere: (place: Place) => boolean): Place[] {
  const isConnected = (proxy: BackupProxy) => world.parts.isBelievedConnected(proxy, end.datastore);
  return usable(world, end)
    .flatMap((proxy) => modesTo(proxy, end, isConnected(proxy)).map((mode): Place => ({ proxy, mode })))
    .filter(isThere);
}

/** Proxies that ever take a task there. */
function usable(world: World, end: End): BackupProxy[] {
  return world.scenario.proxies
    .filter(({ enabled }) => enabled)
    .filter((proxy) => mayTake(world.estate, end, proxy))
    .filter((proxy) => !asksFor(world, 'ram') || memoryFor(1) <= proxy.ram);
}

/** 1: if there is a hot-add proxy on the VM's own host, that one or something better; 2: likewise, and no other by hot-add. */
function sameHostHotAdd({ scenario }: World, { host, isWriting }: End, places: readonly Place[]): Place[] {
  // It is about the VM that is read.
  const setting = isWriting ? 0 : (scenario.policy.sameHostHotAdd ?? 0);
  const isNear = ({ proxy, mode }: Place) => mode === 'hotadd' && proxy.host === host.name;
  if (setting === 0) return [...places];
  if (places.some(isNear))
    return places.filter((place) => isNear(place) || classOf(place.mode) < classOf('hotadd'));
  return setting === 1 ? [...places] : places.filter(({ mode }) => mode !== 'hotadd');
}

/** The best first. */
function ranked(world: World, task: Task, end: End, among: readonly Place[]): Place[] {
  return sortedByKeys(among, (place) => rankKeys(world, task, end, place, among).map(([, value]) => value));
}

/** `among`: all places there are for that end now, whether they have room or not. */
function rankKeys(
  world: World,
  task: Task,
  end: End,
  { proxy, mode }: Place,
  among: readonly Place[],
): [string, number][] {
  const { policy } = world.scenario;
  const running = world.runningOn(proxy);
  const load: [string, number] =
    policy.load === 'count'
      ? ['running-tasks', running]
      : ['load-ratio', Math.round((running / proxy.maxConcurrentTasks) * 1e6)];
  const affinity: [string, number] = ['affinity', preferred(world, task).includes(proxy.name) ? 0 : 1];
  const connection: [string, number] = ['connection-class', classOf(mode)];
  // By direct NFS of proxies that were chosen by hand it does not matter how far they are.
  const isNear = proxy.site === end.host.site || (mode === 'nfs' && end.proxies !== undefined);
  const sameSite: [string, number] = ['same-site', isNear ? 0 : 1];
  const runningTasks: [string, number] = ['running-tasks', running];
  const mostFree: [string, number] = ['most-free-slots', running - proxy.maxConcurrentTasks];
  const leastRecent: [string, number] = ['least-recent', world.taken.lastIndexOf(proxy)];
  const shuffled: [string, number] = ['shuffled', drawnFor(world, task, proxy)];
  const twoChoices: [string, number] = ['two-choices', isOfTwoDrawn(world, task, proxy, among) ? 0 : 1];
  if (policy.scores !== undefined) {
    const drawn = [shuffled, twoChoices];
    const all = [affinity, connection, sameSite, load, runningTasks, mostFree, leastRecent, ...drawn];
    return policy.scores.map((name) => all.find(([own]) => own === name)!);
  }
  switch (policy.select ?? selectionOf(policy.preset)) {
    case 'connection-first':
      return [affinity, connection, sameSite, load, runningTasks];
    case 'load-first':
      return [affinity, load, connection, sameSite, runningTasks];
    case 'least-loaded':
      return [load, runningTasks, connection];
    case 'most-free-slots':
      return [mostFree, connection];
    case 'round-robin':
      return [leastRecent, connection];
    case 'random':
      return [shuffled, connection];
    case 'two-choices':
      return [twoChoices, load, runningTasks, connection];
    default:
      throw new Error(`the reference knows no selection '${policy.select}'`);
  }
}

function drawnFor(world: World, task: Task, proxy: BackupProxy): number {
  return drawFor(world.estate.night, task, proxy);
}

/** Of the proxies that there are for a task it draws two before any of them is asked how busy it is. */
function isOfTwoDrawn(world: World, task: Task, proxy: BackupProxy, among: readonly Place[]): boolean {
  const own = drawnFor(world, task, proxy);
  const before = among.filter((other) => drawnFor(world, task, other.proxy) < own);
  const isDrawn = new Set(before.map((other) => other.proxy)).size < 2;
  if (!isDrawn) world.met.add('a proxy that is not one of two drawn');
  return isDrawn;
}

function selectionOf(preset: string): string {
  return ['load-first', 'round-robin', 'least-loaded', 'most-free-slots', 'random', 'two-choices'].includes(
    preset,
  )
    ? preset
    : 'connection-first';
}

/** The first key that tells a place from the next one. */
function deciding(world: World, task: Task, end: End, inOrder: readonly Place[], row: number): string {
  const next = inOrder[row + 1];
  if (next === undefined) return 'only-candidate';
  const ours = rankKeys(world, task, end, inOrder[row]!, inOrder);
  const theirs = rankKeys(world, task, end, next, inOrder);
  return ours.find(([, value], n) => value !== theirs[n]![1])?.[0] ?? 'declaration-order';
}

/** Of the class of the best; by direct NFS also as near, but for a job that names its own proxies. */
function isAsGood({ proxies, host }: End, best: Place, place: Place): boolean {
  if (classOf(place.mode) !== classOf(best.mode)) return false;
  if (best.mode !== 'nfs' || proxies !== undefined) return true;
  const isNear = ({ proxy }: Place) => proxy.site === host.site;
  return isNear(place) === isNear(best);
}

/** Whether it is waited for where it is the best. */
function waitsFor({ scenario }: World, { mode }: Place): boolean {
  const { whenBestBusy } = scenario.policy;
  const usual = mode === 'nfs' || mode === 'storage-snapshot' ? 'wait' : 'degrade';
  return (whenBestBusy?.[mode] ?? whenBestBusy?.default ?? usual) === 'wait';
}

/** Slots are asked for whatever a policy leaves out. */
export function asksFor({ scenario }: World, filter: WaitCause): boolean {
  const isAsked = scenario.policy.filters?.includes(filter) ?? true;
  return isAsked && (filter !== 'ram' || scenario.enforceRam);
}

export function memoryFor(tasks: number): number {
  return DEFAULTS.proxyRam.value + tasks * DEFAULTS.taskRam.value;
}

/** The first condition, in their order, that keeps a task from a place now. */
function refusalOf(world: World, task: Task, end: End, { proxy, mode }: Place): WaitCause | undefined {
  const { scenario } = world;
  const running = world.runningOn(proxy);
  if (running >= proxy.maxConcurrentTasks) return 'proxy-slot';
  // What does not depend on the proxy was asked for the first end.
  if (task.reader === undefined) {
    const refusal = refusalAnywhere(world, task);
    if (refusal !== undefined) return refusal;
  }
  const isAttachedFull = mode === 'hotadd' && world.hotaddOn(proxy) >= hotaddMax(scenario);
  if (isAttachedFull && asksFor(world, 'hotadd-disks')) return 'hotadd-disks';
  const isConnectedFull = isNetwork(mode) && world.connectionsOf(end.host) >= end.host.nbdMaxDisks;
  if (isConnectedFull && asksFor(world, 'nbd-connections')) return 'nbd-connections';
  if (asksFor(world, 'ram') && memoryFor(running + 1) > proxy.ram) return 'ram';
  return undefined;
}

function refusalAnywhere(world: World, task: Task): WaitCause | undefined {
  const { vm, snapshot } = task.vmRun;
  const source = sourceOf(task);
  const repository = repositoryFor(world, task);
  if (source !== undefined && !world.hasSlot(source, task, true)) return 'repository-slot';
  if (repository !== undefined && !world.hasSlot(repository, task)) return 'repository-slot';
  const takesSnapshot = snapshot === 'none' && workOf(task.job).hasSnapshot;
  const isFull = ({ datastore }: EstateDisk) => world.snapshotsOn(datastore) >= datastore.maxSnapshots;
  if (asksFor(world, 'datastore-snapshots') && takesSnapshot && vm.disks.some(isFull))
    return 'datastore-snapshots';
  if (asksFor(world, 'datastore-latency') && world.latency.isTooHigh(task)) return 'datastore-latency';
  if (asksFor(world, 'start-spacing') && world.latency.isTooSoon(task)) return 'start-spacing';
  return undefined;
}

export function hotaddMax({ policy }: Scenario): number {
  return policy.hotaddMaxDisks ?? DEFAULTS.hotaddMaxDisks.value;
}
