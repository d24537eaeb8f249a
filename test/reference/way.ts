import { isNetwork, readsStorage } from './modes.ts';
import type { Place, Task } from './task.ts';
import { type End, readingEnd, repositoryOf, sourceOf, workOf, writingEnd } from './work.ts';
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
export function areEndsUp({ estate, parts }: World, task: Task): boolean {
  const source = sourceOf(estate, task.job);
  const repository = repositoryOf(estate, task.job);
  const repositories = [source, repository].filter((one) => one !== undefined);
  const ends = [readingEnd(estate, task), writingEnd(estate, task)].filter((end) => end !== undefined);
  return (
    repositories.every((one) => parts.isRepositoryUp(one)) &&
    parts.areLinksUp(source?.site ?? '', source === undefined ? '' : repository!.site) &&
    ends.every(({ host, datastore }) => parts.isUp(host) && parts.isUp(datastore))
  );
}

/** Whether it can work there, whatever becomes of its other end; connections to storage aside. */
export function isPlaceUp({ estate, parts }: World, task: Task, end: End, { proxy, mode }: Place): boolean {
  const repository = repositoryOf(estate, task.job);
  const { reads, writes } = workOf(task.job);
  // Where data goes from datastore to datastore a repository has only what is to be known of it.
  const isOfRepository = (reads === 'repository' || writes === 'repository') && repository !== undefined;
  return (
    parts.isProxyUp(proxy) &&
    (!isNetwork(mode) || parts.areLinksUp(end.host.site, proxy.site)) &&
    (!isOfRepository || repository.server === proxy.name || parts.areLinksUp(proxy.site, repository.site))
  );
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
