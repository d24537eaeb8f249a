import { withoutComma } from '../../units/meant-number.ts';
import type { Located, LocatedEntry } from '../tree/located.ts';

/**
 * What had to be written where an unknown key is the second part of a number: `size: 1.5 TB` for `5 TB` of `{ size: 1,5
 * TB }`.
 */
export function splitNumberAt(map: Located, rest: string): string | undefined {
  if (map.kind !== 'map') return undefined;
  const at = map.entries.findIndex(({ key }) => key === rest);
  const meant = joined(map.entries[at - 1], map.entries[at]);
  return meant && `${map.entries[at - 1]!.key}: ${meant}`;
}

/** Whether the value of a key is the first part of such a number. */
export function isSplit(map: Located, key: string): boolean {
  if (map.kind !== 'map') return false;
  const at = map.entries.findIndex((entry) => entry.key === key);
  return joined(map.entries[at], map.entries[at + 1]) !== undefined;
}

function joined(first: LocatedEntry | undefined, second: LocatedEntry | undefined): string | undefined {
  if (first?.value.kind !== 'scalar' || second?.value.kind !== 'scalar') return undefined;
  // Where a comma ends the entry, what follows is a key without a value.
  return second.value.value === null ? withoutComma(`${first.value.text},${second.key}`) : undefined;
}
