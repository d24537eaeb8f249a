/**
 * Adjusted p-values of several tests (Holm 1979), in the order given: rejecting those below a level gives one or more
 * false positives in at most that share of cases.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((i, j) => pValues[i]! - pValues[j]! || i - j);
  const adjusted = pValues.map(() => 1);
  let least = 0;
  order.forEach((test, rank) => {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * pValues[test]!));
    adjusted[test] = least;
  });
  return adjusted;
}
