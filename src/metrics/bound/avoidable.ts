import type { Model } from '../../model/model.ts';

/**
 * Resources on the way from a proxy to a repository that some choice of gateway avoids. An automatic gateway is the proxy that
 * first writes to the chain, so it may be any proxy. All other resources on the way are crossed with every gateway; a gateway
 * can only add to them.
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
  // With the proxy on the repository's own machine as gateway, data does not cross that machine's network a second time.
  if (server >= 0) avoidable.add(networkResource);
  return avoidable;
}
