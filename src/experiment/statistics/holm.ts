/**
 * The p-values of several tests at once, as large as each would have to be alone (Holm 1979): whoever believes those below a
 * level believes a difference that is not there, one or more of them, in at most that share of cases. In the order given.
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
