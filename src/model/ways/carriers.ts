import type { Model, RepositoryRow } from '../model.ts';

/** Proxies without which a repository cannot be used: its machine's, and a gateway that is named. */
export function carriersOf({ server, gateway }: Pick<RepositoryRow, 'server' | 'gateway'>): number[] {
  return [server, gateway].filter((proxy): proxy is number => typeof proxy === 'number' && proxy >= 0);
}

/** Proxies whose machines write or hold repositories: others depend on them. An automatic gateway may be any. */
export function allCarriers({ repositories, proxies }: Pick<Model, 'repositories' | 'proxies'>): Set<number> {
  const isAny = repositories.some(({ gateway }) => gateway === 'auto');
  return new Set(isAny ? proxies.keys() : repositories.flatMap(carriersOf));
}
