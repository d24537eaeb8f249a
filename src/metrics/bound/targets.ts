import type { Model, RepositoryRow } from '../../model/model.ts';

/** The repositories to one of which a job's backups go: itself, or the extents among which the run chooses. */
export function targetsOf({ repositories }: Model, repository: number): readonly number[] {
  const { extents } = repositories[repository]!;
  return extents.length === 0 ? [repository] : extents;
}

/** What the targets of a repository are together; several accounts ask for every VM, so made once. */
export interface Targets {
  readonly rows: readonly number[];
  readonly slots: number;
  /** Of the one with the fastest, bytes per second. */
  readonly perStream: number;
  /** How many of them count a chain and not a disk. */
  readonly byChain: 'none' | 'some' | 'all';
}

/** By the row of the repository. */
export function allTargets(model: Model): readonly Targets[] {
  const { repositories } = model;
  return repositories.map((_, row) => {
    const rows = targetsOf(model, row);
    const byChain = rows.filter((target) => repositories[target]!.slotPerChain).length;
    return {
      rows,
      slots: together(rows, (target) => repositories[target]!.slots),
      perStream: Math.max(...rows.map((target) => repositories[target]!.perStream)),
      byChain: byChain === 0 ? 'none' : byChain < rows.length ? 'some' : 'all',
    };
  });
}

/** What those that may take the same work have of a kind together; Infinity where one of them has no limit. */
export function together(targets: readonly number[], of: (repository: number) => number): number {
  return targets.reduce((sum, target) => sum + of(target), 0);
}

/** Capacities of a repository's own that its backups take of, by the last part of their names. */
export const OWN_CAPACITIES = {
  write: ({ writeResource }: RepositoryRow) => writeResource,
  read: ({ readResource }: RepositoryRow) => readResource,
  network: ({ networkResource }: RepositoryRow) => networkResource,
  ingestWrite: ({ ingestWriteResource }: RepositoryRow) => ingestWriteResource,
} as const;
export type OwnCapacity = keyof typeof OWN_CAPACITIES;
export const OWN_CAPACITY_NAMES = Object.keys(OWN_CAPACITIES) as readonly OwnCapacity[];

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
