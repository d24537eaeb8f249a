import type { WaitCause } from '../../metrics/summary.ts';
import type { ThingWaitRow } from '../../metrics/wait-rows.ts';
import { firstOf } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';

/** Things that are named for a cause. */
const NAMED = 3;

/** `isc1 90%, nfs1 9% and 2 more`: the things that account for most of a cause's waiting; undefined: it has none with a name. */
export function thingsWaitedFor(rows: readonly ThingWaitRow[], cause: WaitCause): string | undefined {
  const own = rows.filter((row) => row.cause === cause);
  const total = own.reduce((sum, { seconds }) => sum + seconds, 0);
  const seconds = new Map<string, number>();
  for (const { thing, seconds: more } of own)
    if (thing !== null) seconds.set(thing, (seconds.get(thing) ?? 0) + more);
  if (seconds.size === 0) return undefined;
  // A sort keeps the order of equals.
  const things = [...seconds].sort(([, a], [, b]) => b - a);
  return firstOf(things, NAMED, ([thing, waited]) => `${nameOf(thing)} ${formatShare(waited / total)}`);
}

/** The cause says of which kind it is. */
function nameOf(thing: string): string {
  return thing.slice(thing.indexOf('.') + 1);
}
