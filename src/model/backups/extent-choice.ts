import type { RepositoryRow } from '../model.ts';

/** What decides among the extents of a scale-out repository before their load does. */
export interface ChainState {
  /** What is written is a full. */
  readonly full: boolean;
  /** ... that begins a chain of its own. */
  readonly begins: boolean;
  /** The extent of the full that there is; -1: there is none. */
  readonly fullAt: number;
  readonly isUp: (extent: number) => boolean;
}

/** The extents to which a chain may go: availability first, then the placement policy [doc]. */
export function extentsFor(
  { extents, placement }: Pick<RepositoryRow, 'extents' | 'placement'>,
  { full, begins, fullAt, isUp }: ChainState,
): readonly number[] {
  const isBound = placement === 'data-locality' && fullAt >= 0 && !begins;
  // An increment waits for its full where that went down after it was planned.
  if (isBound && (!full || isUp(fullAt))) return [fullAt];
  const available = extents.filter(isUp);
  const among = available.length > 0 ? available : extents;
  if (placement === 'data-locality' || full) return among;
  // Increments go elsewhere than their full, so that both can be written and read at full speed.
  const others = among.filter((extent) => extent !== fullAt);
  return others.length > 0 ? others : among;
}

/**
 * Where a chain goes of extents that could take it: to the one with the least load, of equals to the one with most room, of these
 * to the first that is given [doc]. `loadOf`: what is at work there over its slots.
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
