import type { Model, RepositoryRow } from '../../model/model.ts';

/** The repositories among which a run chooses when a job names this one: its extents, or itself if it has none. */
export function extentsOf({ repositories }: Model, repository: number): readonly number[] {
  const { extents } = repositories[repository]!;
  return extents.length === 0 ? [repository] : extents;
}

/** Combined figures of a repository's extents. Several accounts need them for every VM, so they are computed once. */
export interface Extents {
  readonly rows: readonly number[];
  readonly slots: number;
  /** The fastest write stream of any extent, bytes per second. */
  readonly perStream: number;
  /** How many of them count slots by chain instead of by disk. */
  readonly byChain: 'none' | 'some' | 'all';
}

/** By row of the repository. */
export function allExtents(model: Model): readonly Extents[] {
  const { repositories } = model;
  return repositories.map((_, row) => {
    const rows = extentsOf(model, row);
    const byChain = rows.filter((extent) => repositories[extent]!.slotPerChain).length;
    return {
      rows,
      slots: together(rows, (extent) => repositories[extent]!.slots),
      perStream: Math.max(...rows.map((extent) => repositories[extent]!.perStream)),
      byChain: byChain === 0 ? 'none' : byChain < rows.length ? 'some' : 'all',
    };
  });
}

/** The sum of a figure over extents that may take the same work; Infinity if one of them has no limit. */
export function together(extents: readonly number[], of: (repository: number) => number): number {
  return extents.reduce((sum, extent) => sum + of(extent), 0);
}

/** A repository's own capacities, by the last part of their names. */
export const OWN_CAPACITIES = {
  write: ({ writeResource }: RepositoryRow) => writeResource,
  read: ({ readResource }: RepositoryRow) => readResource,
  network: ({ networkResource }: RepositoryRow) => networkResource,
  networkReads: ({ networkReadResource }: RepositoryRow) => networkReadResource,
  ingestWrite: ({ ingestWriteResource }: RepositoryRow) => ingestWriteResource,
  ingestRead: ({ ingestReadResource }: RepositoryRow) => ingestReadResource,
} as const;
export type OwnCapacity = keyof typeof OWN_CAPACITIES;
export const OWN_CAPACITY_NAMES = Object.keys(OWN_CAPACITIES) as readonly OwnCapacity[];
