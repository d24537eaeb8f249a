import type { Model, RepositoryRow } from '../model.ts';

/** Proxies that a repository depends on: the one on its machine, and its named gateway. */
export function carriersOf({ server, gateway }: Pick<RepositoryRow, 'server' | 'gateway'>): number[] {
  return [server, gateway].filter((proxy): proxy is number => typeof proxy === 'number' && proxy >= 0);
}

/** Proxies that any repository depends on. An automatic gateway may be any proxy. */
export function allCarriers({ repositories, proxies }: Pick<Model, 'repositories' | 'proxies'>): Set<number> {
  const isAny = repositories.some(({ gateway }) => gateway === 'auto');
  return new Set(isAny ? proxies.keys() : repositories.flatMap(carriersOf));
}
