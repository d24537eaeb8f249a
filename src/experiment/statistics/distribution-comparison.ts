import { mean } from '../../metrics/quantile.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import { namesOf } from '../replications/replicated-figures.ts';
import type { Outcome } from '../units/outcome.ts';
import { holm } from './holm.ts';
import { deviationsFromMedian, pairedTest, type ShiftTest, shiftSeen, welchTest } from './shift-test.ts';

/** The result of one test among several. */
export interface JudgedShift {
  readonly before: number;
  readonly after: number;
  /** After minus before: the difference of the means, or for pairs the mean difference. */
  readonly shift: number;
  /**
   * p-value, corrected for the number of tests (Holm); 0 if there is no randomness that could have caused the shift.
   */
  readonly p: number;
  /** Statistically significant. */
  readonly differs: boolean;
  /** The shift that would have been detected with a probability of at least 95 %; 0 if nothing varies. */
  readonly seen: number;
}

/** One figure before and after a change. */
export interface ComparedDistribution {
  /** `window.seconds`, `waits.proxy-slot`; values are in its unit. */
  readonly metric: string;
  readonly mean: JudgedShift;
  /** The mean distance from the median. */
  readonly spread: JudgedShift;
}

/** Whether replications before and after a change come from the same distribution. */
export interface DistributionComparison {
  /** Paired tests if both sides had the same random draws, otherwise Welch's. */
  readonly tests: 'paired' | 'welch';
  readonly replications: { readonly before: number; readonly after: number };
  /** Whether either side varies randomly. If not, any difference is certain, and nothing is tested. */
  readonly hasChance: boolean;
  /** The probability, at most, that any difference is reported below if there is none. */
  readonly level: number;
  /** Number of tests that share the level. */
  readonly testCount: number;
  /** The number of pairs in which any decision differs; null if there are no pairs. */
  readonly otherDecisions: { readonly differ: number; readonly of: number } | null;
  /** Figures with any difference. */
  readonly figures: readonly ComparedDistribution[];
  /** Figures that are equal in all replications. */
  readonly same: readonly string[];
  /** Figures that fewer than two replications of a side have. */
  readonly untold: readonly string[];
}

/** One side: its replications, and the seed of their random draws. */
export interface ReplicatedOutcomes {
  readonly outcomes: readonly Outcome[];
  /** Equal seeds give the same random draws, replication by replication; null: unknown. */
  readonly seed: number | string | null;
}

const LEVEL = 0.05;
/** Smaller samples have no spread. */
const LEAST = 2;

/**
 * The figures by which a night is judged. Shares of use follow from these, and every further test would weaken the
 * others. Bytes and tasks show whether the work was the same.
 */
function isJudged(metric: string): boolean {
  return (
    /^(?:window\.seconds|jobs\..*\.window|vms\.unprotected)$/s.test(metric) ||
    /^(?:waits|totals)\./.test(metric)
  );
}

/**
 * Tests the means and the spreads of the figures of two sides. Throws RangeError if a side has fewer than two
 * replications.
 */
export function compareDistributions(
  before: ReplicatedOutcomes,
  after: ReplicatedOutcomes,
): DistributionComparison {
  const [m, n] = [before.outcomes.length, after.outcomes.length];
  if (m < LEAST || n < LEAST)
    throw new RangeError(`distributions need two replications each, got ${m} and ${n}`);
  const isPaired = before.seed !== null && before.seed === after.seed;
  const hasChance = [before, after].some(({ outcomes }) => variesByChance(outcomes));
  const sides = [before.outcomes, after.outcomes] as const;
  const judged = namesOf(sides.flat(), 'figures').filter(isJudged);
  const samples = judged.map((metric) => sampleOf(metric, sides, isPaired));
  const tested = samples.filter(({ values }) => isTold(values)).map((one) => testedSample(one, isPaired));
  const tests = tested.flatMap(({ mean: middle, spread }) => [middle, spread]).filter(isOpen);
  const corrected = new Map(hasChance ? holm(tests.map(({ p }) => p)).map((p, i) => [tests[i], p]) : []);
  const judge = (test: ShiftTest, [a, b]: Sample['values'], parts: number): JudgedShift => {
    const p = corrected.get(test) ?? (test.shift === 0 ? 1 : 0);
    const seen = test.error === 0 ? 0 : shiftSeen(test, LEVEL / tests.length);
    return {
      before: mean(a) / parts,
      after: mean(b) / parts,
      shift: test.shift / parts,
      p,
      differs: p < LEVEL,
      seen: seen / parts,
    };
  };
  const isSame = ({ mean: middle, spread }: TestedSample) => !isOpen(middle) && !isOpen(spread);
  return {
    tests: isPaired ? 'paired' : 'welch',
    replications: { before: m, after: n },
    hasChance,
    level: LEVEL,
    testCount: corrected.size,
    otherDecisions: isPaired ? otherDecisions(...sides) : null,
    figures: tested
      .filter((one) => !isSame(one))
      .map(({ metric, values, distances, parts, mean: middle, spread }) => ({
        metric,
        mean: judge(middle, values, parts),
        spread: judge(spread, distances, parts),
      })),
    same: tested.filter(isSame).map(({ metric }) => metric),
    untold: samples.filter(({ isUntold }) => isUntold).map(({ metric }) => metric),
  };
}

/** Whether any figure shows that the distributions differ, or cannot be judged. */
export function isOtherDistribution({ figures, untold }: DistributionComparison): boolean {
  return untold.length > 0 || figures.some(({ mean: one, spread }) => one.differs || spread.differs);
}

interface Sample {
  readonly metric: string;
  /**
   * Integers (microseconds, bytes, counts), so that differences are exact, and equal ones are not made unequal by
   * rounding.
   */
  readonly values: readonly [before: readonly number[], after: readonly number[]];
  /** How many of these integers make one of the figure's unit. */
  readonly parts: number;
  /** The figure is not always 0, but too few replications on one of the sides have it. */
  readonly isUntold: boolean;
}

function sampleOf(
  metric: string,
  [before, after]: readonly [readonly Outcome[], readonly Outcome[]],
  isPaired: boolean,
): Sample {
  const parts = /^(?:waits\.|jobs\.|window\.)/.test(metric) ? SECOND_US : 1;
  const wholeOf = ({ figures }: Outcome) => {
    const value = figures[metric];
    return value === undefined ? [] : [Math.round(value * parts)];
  };
  const all = [before.flatMap(wholeOf), after.flatMap(wholeOf)] as const;
  const pairs = before.flatMap((one, i) => {
    const [a, b] = [wholeOf(one), after.slice(i, i + 1).flatMap(wholeOf)];
    return a.length === 0 || b.length === 0 ? [] : [[a[0]!, b[0]!] as const];
  });
  const values = isPaired ? ([pairs.map(([a]) => a), pairs.map(([, b]) => b)] as const) : all;
  const isThere = all.some((side) => side.length >= LEAST && side.some((value) => value !== 0));
  return { metric, values, parts, isUntold: isThere && !isTold(values) };
}

function isTold([before, after]: Sample['values']): boolean {
  return before.length >= LEAST && after.length >= LEAST;
}

interface TestedSample extends Sample {
  readonly distances: Sample['values'];
  readonly mean: ShiftTest;
  readonly spread: ShiftTest;
}

function testedSample(sample: Sample, isPaired: boolean): TestedSample {
  const test = isPaired ? pairedTest : welchTest;
  const { values } = sample;
  const distances = [deviationsFromMedian(values[0]), deviationsFromMedian(values[1])] as const;
  return { ...sample, distances, mean: test(...values), spread: test(...distances) };
}

/** Whether there is anything to test. */
function isOpen({ shift, error }: ShiftTest): boolean {
  return shift !== 0 || error !== 0;
}

/** Whether the replications of one side ever differ. */
export function variesByChance([first, ...others]: readonly Outcome[]): boolean {
  const text = (outcome: Outcome | undefined) => JSON.stringify([outcome?.fingerprint, outcome?.figures]);
  const one = text(first);
  return others.some((other) => text(other) !== one);
}

function otherDecisions(
  before: readonly Outcome[],
  after: readonly Outcome[],
): { differ: number; of: number } {
  const pairs = before.slice(0, after.length);
  return {
    differ: pairs.filter(({ fingerprint }, i) => fingerprint !== after[i]!.fingerprint).length,
    of: pairs.length,
  };
}
