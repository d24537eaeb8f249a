import { normalQuantile } from '../../engine/random/normal-quantile.ts';
import { mean, median } from '../../metrics/quantile.ts';
import { deviation } from './estimate.ts';
import { studentBeyond, studentQuantile } from './student-t.ts';

/** The result of a two-sided test of two means. */
export interface ShiftTest {
  /** Mean after minus mean before. */
  readonly shift: number;
  /** p-value: the probability of a shift of this size or more by chance alone. */
  readonly p: number;
  /** Standard error of the shift; 0 if nothing varies. */
  readonly error: number;
  /** Degrees of freedom of the t distribution; need not be whole. */
  readonly degrees: number;
}

/** The probability with which a shift of the size of `shiftSeen` is detected. */
const POWER = 0.95;

/**
 * Student's paired test on two samples with the same random draws. Throws RangeError for fewer than two pairs, or a
 * value without a partner.
 */
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

/** Welch's test on two independent samples. Throws RangeError if one of them has fewer than two values. */
export function welchTest(before: readonly number[], after: readonly number[]): ShiftTest {
  const [m, n] = [before.length, after.length];
  if (m < 2 || n < 2) throw new RangeError(`Welch's test needs two values on each side, got ${m} and ${n}`);
  const [a, b] = [squaredError(before), squaredError(after)];
  // Welch-Satterthwaite degrees of freedom; meaningless if nothing varies.
  const degrees = a + b === 0 ? m + n - 2 : ((a + b) * (a + b)) / ((a * a) / (m - 1) + (b * b) / (n - 1));
  const error = Math.sqrt(a + b);
  return tested(mean(after) - mean(before), { error, degrees, alike: oneWayHalves(m, n) });
}

/**
 * The distance of each value from the sample's median. A test on the means of these tests the spread (Brown and
 * Forsythe 1974), and stays valid for skewed or long-tailed values, for which the F-test on variances is not.
 */
export function deviationsFromMedian(values: readonly number[]): number[] {
  const middle = median(values);
  return values.map((value) => Math.abs(value - middle));
}

/**
 * The shift that a test of this precision detects with a probability of at least 95 % at significance `level`. The
 * noncentral t distribution is approximated by the normal one (Abramowitz and Stegun 26.7.10), on the conservative
 * side.
 */
export function shiftSeen({ error, degrees }: Pick<ShiftTest, 'error' | 'degrees'>, level: number): number {
  const critical = studentQuantile(1 - level / 2, degrees);
  const above = normalQuantile(POWER) * Math.sqrt(1 + (critical * critical) / (2 * degrees));
  return error * (critical + above);
}

interface Precision {
  readonly error: number;
  readonly degrees: number;
  /** p-value for samples that do not vary at all. */
  readonly alike: number;
}

function tested(shift: number, { error, degrees, alike }: Precision): ShiftTest {
  if (shift === 0) return { shift, p: 1, error, degrees };
  // Without any spread the t distribution does not apply: a count of retries that goes from 1 to 2 in both of two
  // pairs proves nothing.
  const p = error === 0 ? alike : studentBeyond(Math.abs(shift) / error, degrees);
  return { shift, p, error, degrees };
}

function squaredError(values: readonly number[]): number {
  const sd = deviation(values)!;
  return (sd * sd) / values.length;
}

/** The probability that all of n pairs differ in the same direction: 2 of 2^n ways. */
function oneWayPairs(n: number): number {
  let share = 2;
  for (let i = 0; i < n; i += 1) share /= 2;
  return share;
}

/** The probability that, of m + n values, the m are the lowest or the highest: 2 of all ways to choose m. */
function oneWayHalves(m: number, n: number): number {
  let share = 2;
  for (let i = 1; i <= m; i += 1) share *= i / (n + i);
  return Math.min(1, share);
}
