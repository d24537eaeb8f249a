import type { ThingWaitRow } from '../../metrics/limits/wait-rows.ts';
import type { WaitCause } from '../../metrics/summary/summary.ts';
import { firstOf } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';

/** Most things named for a cause. */
const NAMED = 3;

/**
 * `isc1 90%, nfs1 9% and 2 more`: the things that account for most of the waiting for a cause; undefined: it has none
 * with a name.
 */
export function thingsWaitedFor(rows: readonly ThingWaitRow[], cause: WaitCause): string | undefined {
  const own = rows.filter((row) => row.cause === cause);
  const total = own.reduce((sum, { seconds }) => sum + seconds, 0);
  const seconds = new Map<string, number>();
  for (const { thing, seconds: more } of own)
    if (thing !== null) seconds.set(thing, (seconds.get(thing) ?? 0) + more);
  if (seconds.size === 0) return undefined;
  // The sort is stable.
  const things = [...seconds].sort(([, a], [, b]) => b - a);
  return firstOf(
    things,
    NAMED,
    ([thing, waited]) => `${printable(nameOf(thing))} ${formatShare(waited / total)}`,
  );
}

/** The name without its kind, which the cause already implies. */
function nameOf(thing: string): string {
  return thing.slice(thing.indexOf('.') + 1);
}
