import type { RepositoryRow } from '../model.ts';

/** The criteria for an extent of a scale-out repository that count before load. */
export interface ChainState {
  /** A full is written. */
  readonly full: boolean;
  /** The full starts a new chain. */
  readonly begins: boolean;
  /** The extent of the existing full; -1: there is none. */
  readonly fullAt: number;
  readonly isUp: (extent: number) => boolean;
}

/** The extents to which a backup may be written: availability decides first, then the placement policy [doc]. */
export function extentsFor(
  { extents, placement }: Pick<RepositoryRow, 'extents' | 'placement'>,
  { full, begins, fullAt, isUp }: ChainState,
): readonly number[] {
  const isBound = placement === 'data-locality' && fullAt >= 0 && !begins;
  // An increment waits for the extent of its full if that went down after the increment was planned.
  if (isBound && (!full || isUp(fullAt))) return [fullAt];
  const available = extents.filter(isUp);
  const among = available.length > 0 ? available : extents;
  if (placement === 'data-locality' || full) return among;
  // Increments go to another extent than their full, so that both can be written and read at full speed.
  const others = among.filter((extent) => extent !== fullAt);
  return others.length > 0 ? others : among;
}

/**
 * Chooses among extents: least load, then most free space, then the first in the list [doc]. `loadOf`: tasks at work on
 * an extent over its slots.
 */
export function chooseExtent(
  repositories: readonly Pick<RepositoryRow, 'freeSpace'>[],
  extents: readonly number[],
  loadOf: (extent: number) => number,
): number {
  let best = extents[0]!;
  let bestLoad = loadOf(best);
  for (const other of extents) {
    const load = loadOf(other);
    const hasMoreRoom = repositories[other]!.freeSpace > repositories[best]!.freeSpace;
    if (load > bestLoad || (load === bestLoad && !hasMoreRoom)) continue;
    best = other;
    bestLoad = load;
  }
  return best;
}
