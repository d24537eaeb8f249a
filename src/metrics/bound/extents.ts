import type { Model, RepositoryRow } from '../../model/model.ts';

/** The repositories among which the run chooses one where a job names this one: its extents, or itself alone. */
export function extentsOf({ repositories }: Model, repository: number): readonly number[] {
  const { extents } = repositories[repository]!;
  return extents.length === 0 ? [repository] : extents;
}

/** What the extents of a repository are together; several accounts ask for every VM, so made once. */
export interface Extents {
  readonly rows: readonly number[];
  readonly slots: number;
  /** Of the one with the fastest, bytes per second. */
  readonly perStream: number;
  /** How many of them count a chain and not a disk. */
  readonly byChain: 'none' | 'some' | 'all';
}

/** By the row of the repository. */
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

/** What those that may take the same work have of a kind together; Infinity where one of them has no limit. */
export function together(extents: readonly number[], of: (repository: number) => number): number {
  return extents.reduce((sum, extent) => sum + of(extent), 0);
}

/** Capacities of a repository's own, by the last part of their names. */
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
