/** The most probable point at which a series of values changes from one level to another. */
export interface ChangePoint {
  /** Index of the first value of the second level. */
  readonly at: number;
  /**
   * Upper bound of the p-value: the probability, 0 to 1, that values in random order look as much like two levels.
   */
  readonly chance: number;
}

/**
 * Pettitt's test: the point at which the ranks before and after differ most. It assumes no distribution, and finds
 * steps as well as slow drifts (it places a drift at its middle). Undefined for fewer than two values.
 */
export function changePoint(values: readonly number[]): ChangePoint | undefined {
  const n = values.length;
  const ranks = ranksOf(values);
  let most = -1;
  let at = 0;
  let sum = 0;
  for (let t = 1; t < n; t++) {
    sum += ranks[t - 1]!;
    const statistic = Math.abs(2 * sum - t * (n + 1));
    if (statistic > most) {
      most = statistic;
      at = t;
    }
  }
  if (most < 0) return undefined;
  return { at, chance: Math.min(1, 2 * Math.exp((-6 * most * most) / (n * n * n + n * n))) };
}

/** Ranks from 1; equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): Float64Array {
  const order = values.map((_, row) => row).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}
