import { normalQuantile } from '../../engine/random/normal-quantile.ts';
import type { Interval } from './estimate.ts';

/** How often something held: `held` of `n`, with a confidence interval of the true probability. */
export interface Proportion {
  readonly share: number;
  readonly ci95: Interval;
  readonly held: number;
  readonly n: number;
}

/**
 * A share of replications with its Wilson score interval (Wilson 1927), which stays within 0 and 1 and is meaningful
 * even if all or none of them held: 20 of 20 does not prove certainty, its interval is 0.839 to 1.
 * Throws RangeError unless `held` is a count up to `n`, and `n` at least 1.
 */
export function proportion(held: number, n: number): Proportion {
  if (n < 1 || held < 0 || held > n) throw new RangeError(`${held} of ${n} is no proportion`);
  const z = normalQuantile(0.975);
  const share = held / n;
  const square = (z * z) / n;
  const centre = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / n + square / (4 * n));
  return {
    share,
    // At the ends the formula gives exactly 0 and 1, but rounding would not.
    ci95: [held === 0 ? 0 : centre - half, held === n ? 1 : centre + half],
    held,
    n,
  };
}
