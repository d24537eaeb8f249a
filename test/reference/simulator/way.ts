import type { Repository } from '../../../src/scenario/repository.ts';
import { gatewayAt, repositoryFor } from './extents.ts';
import { isNetwork, readsStorage } from './modes.ts';
import { type Stop, stopsBetween } from './stops.ts';
import type { Place, Task } from './task.ts';
import { type End, readingEnd, sourceOf, workOf, writingEnd } from './work.ts';
import type { World } from './world.ts';

/** The ends of a task with their places, as far as these are given. */
type Ends = readonly { readonly end: End; readonly place: Place }[];

export function placedEnds({ estate }: World, task: Task): Ends {
  const { reader, writer } = task;
  const reading = readingEnd(estate, task);
  const writing = writingEnd(estate, task);
  return [
    ...(reading !== undefined && reader !== undefined ? [{ end: reading, place: reader }] : []),
    ...(writing !== undefined && writer !== undefined ? [{ end: writing, place: writer }] : []),
  ];
}

/** What a task needs wherever it goes: its repository, hosts and datastores of what it reads and writes. */
export function areEndsUp(world: World, task: Task): boolean {
  const { estate, parts } = world;
  const source = sourceOf(task);
  const repository = goesTo(world, task);
  const repositories = [source, repository].filter((one) => one !== undefined);
  const ends = [readingEnd(estate, task), writingEnd(estate, task)].filter((end) => end !== undefined);
  return (
    repositories.every((one) => parts.isRepositoryUp(one)) &&
    (source === undefined || isWayFromUp(world, task, source, repository!)) &&
    ends.every(({ host, datastore }) => parts.isUp(host) && parts.isUp(datastore))
  );
}

/** Whether it can work there, whatever becomes of its other end; connections to storage aside. */
export function isPlaceUp(world: World, task: Task, end: End, place: Place): boolean {
  const { parts } = world;
  const { proxy, mode } = place;
  const repository = goesTo(world, task);
  const { reads, writes } = workOf(task.job);
  // Where data goes from datastore to datastore a repository has only what is to be known of it.
  const isOfRepository = (reads === 'repository' || writes === 'repository') && repository !== undefined;
  const gateway =
    writes === 'repository' ? (task.gateway ?? gatewayAt(world, task, place, repository)) : undefined;
  return (
    parts.isProxyUp(proxy) &&
    (gateway === undefined || parts.isProxyUp(gateway)) &&
    (!isNetwork(mode) || parts.areLinksUp(end.host.site, proxy.site)) &&
    (!isOfRepository || areStopsJoined(world, stopsBetween(proxy, gateway, repository)))
  );
}

/** From repository to repository. */
function isWayFromUp(world: World, task: Task, source: Repository, repository: Repository): boolean {
  const gateway = task.gateway ?? gatewayAt(world, task, undefined, repository);
  return areStopsJoined(world, stopsBetween(source, gateway, repository));
}

function areStopsJoined({ parts }: World, stops: readonly Stop[]): boolean {
  return stops.slice(1).every(({ site }, n) => parts.areLinksUp(stops[n]!.site, site));
}

/** The repository, of a scale-out one the extent, that a task has, or would be given now. */
function goesTo(world: World, task: Task): Repository | undefined {
  return task.repository ?? repositoryFor(world, task);
}

export function isWayBetweenUp({ parts }: World, reader: Place, writer: Place): boolean {
  return reader.proxy === writer.proxy || parts.areLinksUp(reader.proxy.site, writer.proxy.site);
}

/** Whether something on the way of a task that has its place is gone. */
export function isCutOff(world: World, task: Task): boolean {
  const { reader, writer } = task;
  const isBetweenUp = reader === undefined || writer === undefined || isWayBetweenUp(world, reader, writer);
  return (
    !areEndsUp(world, task) ||
    !isBetweenUp ||
    placedEnds(world, task).some(
      ({ end, place }) => !isPlaceUp(world, task, end, place) || isStorageGone(world, end, place),
    )
  );
}

/** It reads or writes storage itself, and that is out of its reach. */
export function isStorageGone({ parts }: World, { datastore }: End, { proxy, mode }: Place): boolean {
  return readsStorage(mode) && !parts.isConnected(proxy, datastore);
}
