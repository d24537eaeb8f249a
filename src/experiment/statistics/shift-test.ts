import { normalQuantile } from '../../engine/random/normal-quantile.ts';
import { mean, median } from '../../metrics/quantile.ts';
import { deviation } from './estimate.ts';
import { studentBeyond, studentQuantile } from './student-t.ts';

/** What a two-sided test of two means says. */
export interface ShiftTest {
  /** How much the mean lies higher after than before. */
  readonly shift: number;
  /** How probable a shift of this size or more is by chance alone. */
  readonly p: number;
  /** Standard error of the shift; 0 where nothing varies. */
  readonly error: number;
  /** Of the t distribution that p is from; need not be whole. */
  readonly degrees: number;
}

/** The share of cases in which a shift of the size of `shiftSeen` is told. */
export const POWER = 0.95;

/** Student's test on two samples of the same luck, pair by pair. Fewer than two pairs, or a value without one, is a RangeError. */
export function pairedTest(before: readonly number[], after: readonly number[]): ShiftTest {
  const n = before.length;
  if (n !== after.length || n < 2)
    throw new RangeError(
      `a paired test needs two samples of one size from 2 on, got ${n} and ${after.length}`,
    );
  const differences = after.map((value, i) => value - before[i]!);
  const error = deviation(differences)! / Math.sqrt(n);
  return tested(mean(differences), { error, degrees: n - 1, alike: oneWayPairs(n) });
}

/** Welch's test on two samples with nothing in common. Fewer than two values in one of them is a RangeError. */
export function welchTest(before: readonly number[], after: readonly number[]): ShiftTest {
  const [m, n] = [before.length, after.length];
  if (m < 2 || n < 2) throw new RangeError(`Welch's test needs two values on each side, got ${m} and ${n}`);
  const [a, b] = [squaredError(before), squaredError(after)];
  // The degrees of freedom of Welch and Satterthwaite; where nothing varies they stand for nothing.
  const degrees = a + b === 0 ? m + n - 2 : ((a + b) * (a + b)) / ((a * a) / (m - 1) + (b * b) / (n - 1));
  const error = Math.sqrt(a + b);
  return tested(mean(after) - mean(before), { error, degrees, alike: oneWayHalves(m, n) });
}

/**
 * How far each value lies from the sample's median: a test on the means of these is one on the spread (Brown and Forsythe 1974),
 * and stays right where values are skewed or have long tails, which the F-test on variances does not.
 */
export function deviationsFromMedian(values: readonly number[]): number[] {
  const middle = median(values);
  return values.map((value) => Math.abs(value - middle));
}

/**
 * The shift that a test of this precision tells in at least 95 of 100 cases, where it may err in a share of `level`: the noncentral
 * t distribution, approximated by the normal law (Abramowitz and Stegun 26.7.10) to the side of caution.
 */
export function shiftSeen({ error, degrees }: Pick<ShiftTest, 'error' | 'degrees'>, level: number): number {
  const critical = studentQuantile(1 - level / 2, degrees);
  const above = normalQuantile(POWER) * Math.sqrt(1 + (critical * critical) / (2 * degrees));
  return error * (critical + above);
}

interface Precision {
  readonly error: number;
  readonly degrees: number;
  /** How probable it is by chance that what never varies lies on one side as it does. */
  readonly alike: number;
}

function tested(shift: number, { error, degrees, alike }: Precision): ShiftTest {
  if (shift === 0) return { shift, p: 1, error, degrees };
  // Without any spread the t distribution has no say: a count of retries that goes from 1 to 2 in both of two pairs proves nothing.
  const p = error === 0 ? alike : studentBeyond(Math.abs(shift) / error, degrees);
  return { shift, p, error, degrees };
}

function squaredError(values: readonly number[]): number {
  const sd = deviation(values)!;
  return (sd * sd) / values.length;
}

/** All of n pairs differ in one direction: 2 of 2^n ways. */
function oneWayPairs(n: number): number {
  let share = 2;
  for (let i = 0; i < n; i += 1) share /= 2;
  return share;
}

/** Of m + n values the m are the lowest, or the highest: 2 of all ways to choose m. */
function oneWayHalves(m: number, n: number): number {
  let share = 2;
  for (let i = 1; i <= m; i += 1) share *= i / (n + i);
  return Math.min(1, share);
}
