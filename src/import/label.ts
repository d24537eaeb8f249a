import { safeName } from '../scenario/names/safe-name.ts';

/** Unique scenario names for `names` that are none of `others`, which are such already. */
export function labelsBeside(others: readonly string[], names: readonly string[]): string[] {
  return uniqueLabels([...others, ...names]).slice(others.length);
}

/**
 * Unique scenario names for `names`, in their order: the first of its name keeps it, the next is `name#2`.
 * A name that is already `name#2` in the export keeps it too, wherever it stands.
 */
export function uniqueLabels(names: readonly string[]): string[] {
  const taken = new Set(names.map(safeName));
  /** The next number of each name: thousands may share one. */
  const next = new Map<string, number>();
  return names.map((name) => {
    const safe = safeName(name);
    let number = next.get(safe) ?? 1;
    while (number > 1 && taken.has(`${safe}#${number}`)) number += 1;
    next.set(safe, number + 1);
    return number === 1 ? safe : `${safe}#${number}`;
  });
}
