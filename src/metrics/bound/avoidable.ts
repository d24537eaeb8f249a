import type { Model } from '../../model/model.ts';

/**
 * Where the gateway is the proxy that comes first to a chain, it may be any: these resources, on the way from a proxy to the
 * repository, are those that some gateway goes around. Whatever else is on the way is on all others, too, which only add to it.
 */
export function avoidableBy(
  { proxies, repositories, routes, linkResources }: Model,
  proxy: number,
  repository: number,
): ReadonlySet<number> {
  const { site: to, server, networkResource } = repositories[repository]!;
  const from = proxies[proxy]!.site;
  const between = (a: number, b: number) =>
    routes[a]![b]!.map(({ link, isBack }) => linkResources[link]![isBack ? 'back' : 'there']);
  const direct = between(from, to);
  const avoidable = new Set<number>();
  for (const site of new Set(proxies.map((one) => one.site))) {
    const around = new Set([...between(from, site), ...between(site, to)]);
    for (const resource of direct) if (!around.has(resource)) avoidable.add(resource);
  }
  // Data that has come to the repository's own machine by way of its proxy does not come to it again.
  if (server >= 0) avoidable.add(networkResource);
  return avoidable;
}
