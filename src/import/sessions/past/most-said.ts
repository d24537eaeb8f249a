/** The word said most often, the earlier one of two that are said as often; undefined where none is said. */
export function mostSaid<Word extends string>(words: Iterable<Word | undefined>): Word | undefined {
  const counts = new Map<Word, number>();
  for (const word of words) if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].reduce<[Word, number] | undefined>(
    (best, next) => (best === undefined || next[1] > best[1] ? next : best),
    undefined,
  )?.[0];
}
