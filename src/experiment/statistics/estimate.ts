import { madeOnce } from '../../collections/made-once.ts';
import { mean, quantile } from '../../metrics/quantile.ts';
import { studentQuantile } from './student-t.ts';

/** A range that holds the true value with 95 % confidence. */
export type Interval = readonly [low: number, high: number];

/** What replications say of one figure, in the figure's own unit. */
export interface Estimate {
  readonly mean: number;
  /** Standard deviation of single replications (divisor n - 1); null where there is only one. */
  readonly sd: number | null;
  /** Student interval of the mean; null where there is only one replication. */
  readonly ci95: Interval | null;
  /** Quantiles by nearest rank: values that some replication had. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Replications that have the figure. */
  readonly n: number;
}

/** Two-sided 95 %. */
const UPPER = 0.975;

/** The estimate from a sample of at least one value, in an order that does not depend on who finished first. */
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
 * The estimate of how much `after` lies above `before`, value by value under common random numbers: what both share by
 * chance falls out of the difference, and a change that does nothing gives exactly 0.
 */
export function pairedDifference(before: readonly number[], after: readonly number[]): Estimate {
  if (before.length !== after.length)
    throw new RangeError(`pairs need two samples of one size, got ${before.length} and ${after.length}`);
  return estimate(after.map((value, i) => value - before[i]!));
}

/** Half of the interval's width as a share of the mean: what `--precision` limits. Null where that says nothing. */
export function relativePrecision({ mean: middle, ci95 }: Estimate): number | null {
  if (ci95 === null) return null;
  const half = (ci95[1] - ci95[0]) / 2;
  if (half === 0) return 0;
  return middle === 0 ? null : half / Math.abs(middle);
}

/** Standard deviation with divisor n - 1; null where there is one value. */
export function deviation(values: readonly number[], middle = mean(values)): number | null {
  if (values.length < 2) return null;
  // Equal values have no spread, whatever rounding made of their mean.
  if (values.every((value) => value === values[0])) return 0;
  const squares = values.reduce((sum, value) => sum + (value - middle) * (value - middle), 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** By degrees of freedom: many figures are had from equally many replications. */
const QUANTILES = new Map<number, number>();

function halfWidth(sd: number, n: number): number {
  const t = madeOnce(QUANTILES, n - 1, () => studentQuantile(UPPER, n - 1));
  return (t * sd) / Math.sqrt(n);
}

function intervalOf(middle: number, half: number): Interval {
  return [middle - half, middle + half];
}
