import { madeOnce } from '../../collections/made-once.ts';
import { mean, quantile } from '../../metrics/quantile.ts';
import { studentQuantile } from './student-t.ts';

/** A 95 % confidence interval. */
export type Interval = readonly [low: number, high: number];

/** The estimate of one figure from replications, in the figure's own unit. */
export interface Estimate {
  readonly mean: number;
  /** Standard deviation of single replications (divisor n - 1); null if there is only one. */
  readonly sd: number | null;
  /** Student interval of the mean; null if there is only one replication. */
  readonly ci95: Interval | null;
  /** Quantiles by nearest rank, so each is the value of some replication. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Replications that have the figure. */
  readonly n: number;
}

/** Two-sided 95 %. */
const UPPER = 0.975;

/**
 * The estimate from at least one value; throws RangeError without any. The order of computation does not depend on which run
 * finished first.
 */
export function estimate(values: readonly number[]): Estimate {
  if (values.length === 0) throw new RangeError('an estimate needs a value');
  const middle = mean(values);
  const sd = deviation(values, middle);
  return {
    mean: middle,
    sd,
    ci95: sd === null ? null : intervalOf(middle, halfWidth(sd, values.length)),
    p50: quantile(values, 0.5),
    p95: quantile(values, 0.95),
    p99: quantile(values, 0.99),
    n: values.length,
  };
}

/**
 * The estimate of how much `after` lies above `before`, value by value under common random numbers: shared randomness
 * cancels out, and a change without effect gives exactly 0. Throws RangeError for samples of different sizes.
 */
export function pairedDifference(before: readonly number[], after: readonly number[]): Estimate {
  if (before.length !== after.length)
    throw new RangeError(`pairs need two samples of one size, got ${before.length} and ${after.length}`);
  return estimate(after.map((value, i) => value - before[i]!));
}

/** Half of the interval's width as a share of the mean, which `--precision` limits. Null if that is meaningless. */
export function relativePrecision({ mean: middle, ci95 }: Estimate): number | null {
  if (ci95 === null) return null;
  const half = (ci95[1] - ci95[0]) / 2;
  if (half === 0) return 0;
  return middle === 0 ? null : half / Math.abs(middle);
}

/** Standard deviation with divisor n - 1; null for a single value. */
export function deviation(values: readonly number[], middle = mean(values)): number | null {
  if (values.length < 2) return null;
  // Equal values have no spread, even if their mean is rounded.
  if (values.every((value) => value === values[0])) return 0;
  const squares = values.reduce((sum, value) => sum + (value - middle) * (value - middle), 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** By degrees of freedom, because many figures have equally many replications. */
const QUANTILES = new Map<number, number>();

function halfWidth(sd: number, n: number): number {
  const t = madeOnce(QUANTILES, n - 1, () => studentQuantile(UPPER, n - 1));
  return (t * sd) / Math.sqrt(n);
}

function intervalOf(middle: number, half: number): Interval {
  return [middle - half, middle + half];
}
