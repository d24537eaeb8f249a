import { readsStorage } from '../simulator/modes.ts';
import { stopsBetween } from '../simulator/stops.ts';
import type { Task } from '../simulator/task.ts';
import { placedEnds } from '../simulator/way.ts';
import { sourceOf, workOf } from '../simulator/work.ts';
import type { World } from '../simulator/world.ts';

/** What of all that is on the way of a task that has its place is down, each as people are told. */
export function downOnWay(world: World, task: Task): string[] {
  const { estate, parts } = world;
  const { reader, writer, repository, gateway, job } = task;
  const ends = placedEnds(world, task);
  const source = sourceOf(task);
  const proxies = [reader?.proxy, writer?.proxy, gateway].filter((proxy) => proxy !== undefined);
  const repositories = [source, repository].filter((one) => one !== undefined);
  const servers = repositories.flatMap(({ server, gateway: fixed }) =>
    [server, typeof fixed === 'object' ? fixed.proxy : undefined]
      .filter((name) => name !== undefined)
      .map((name) => estate.proxy(name)),
  );
  const machines = [...proxies, ...servers];
  const hosts = [
    ...ends.map(({ end }) => end.host.name),
    ...machines.flatMap((proxy) => (proxy.isHost ? [proxy.name] : (proxy.host ?? []))),
  ].map((name) => estate.host(name));
  const { reads, writes } = workOf(job);
  const isOfRepository = (reads === 'repository' || writes === 'repository') && repository !== undefined;
  const first = reader?.proxy ?? writer?.proxy;
  const stops = isOfRepository && first !== undefined ? stopsBetween(first, gateway, repository) : [];
  const between = [
    ...stops.slice(1).map(({ site }, n) => [stops[n]!.site, site] as const),
    ...ends
      .filter(({ place }) => place.mode === 'nbd' || place.mode === 'nbdssl')
      .map(({ end, place }) => [end.host.site, place.proxy.site] as const),
    ...(reader !== undefined && writer !== undefined
      ? [[reader.proxy.site, writer.proxy.site] as const]
      : []),
    ...(source !== undefined && repository !== undefined ? [[source.site, repository.site] as const] : []),
  ];
  const links = between.flatMap(([from, to]) => estate.linksBetween(from, to).map(({ link }) => link));
  const told = (kind: string, things: readonly { readonly name: string }[]) =>
    things.filter((thing) => !parts.isUp(thing)).map(({ name }) => `${kind}.${name} was down`);
  const unreached = ends
    .filter(({ place }) => readsStorage(place.mode))
    .filter(({ end, place }) => !parts.isConnected(place.proxy, end.datastore))
    .map(({ end, place }) => `proxies.${place.proxy.name} did not reach datastores.${end.datastore.name}`);
  return [
    ...new Set([
      ...told('proxies', machines),
      ...told('hosts', hosts),
      ...told(
        'datastores',
        ends.map(({ end }) => end.datastore),
      ),
      ...told('repositories', repositories),
      ...told('links', links),
      ...unreached,
    ]),
  ];
}
