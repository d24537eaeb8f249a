import { describe, expect, test } from 'vitest';
import { sample } from '../../../src/engine/random/distributions.ts';
import { stream } from '../../../src/engine/random/random.ts';
import {
  deviationsFromMedian,
  pairedTest,
  shiftSeen,
  welchTest,
} from '../../../src/experiment/statistics/shift-test.ts';

/** Hours of sleep gained by ten patients with two drugs: Student, "The probable error of a mean", Biometrika 6 (1908). */
const FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
/** Unequal sizes, one value far away. */
const LONG_TAIL = [1, 2, 3, 4, 5, 6, 7, 8, 9, 30];
const NARROW = [4, 5, 5, 5, 6, 6, 7, 5];

describe("the tests give what R and scipy print of Student's sleep data", () => {
  test('pair by pair: t = 4.0621 with 9 degrees, p = 0.002833', () => {
    const { shift, error, degrees, p } = pairedTest(FIRST, SECOND);
    expect(shift).toBeCloseTo(1.58, 12);
    expect(shift / error).toBeCloseTo(4.062127683382037, 10);
    expect(degrees).toBe(9);
    expect(p).toBeCloseTo(0.002832890197384273, 12);
  });

  test('by Welch: t = 1.8608 with 17.776 degrees, p = 0.07939', () => {
    const { shift, error, degrees, p } = welchTest(FIRST, SECOND);
    expect(shift / error).toBeCloseTo(1.8608134674868526, 10);
    expect(degrees).toBeCloseTo(17.776473516178488, 10);
    expect(p).toBeCloseTo(0.0793941401873583, 12);
  });

  test('of the spread: the root of the F of Brown and Forsythe, for samples of one size', () => {
    // scipy: stats.levene(FIRST, SECOND, center='median') is 0.24820496; Welch's degrees are 17.954 instead of 18.
    const { shift, error, degrees, p } = welchTest(deviationsFromMedian(FIRST), deviationsFromMedian(SECOND));
    expect((shift / error) ** 2).toBeCloseTo(0.2482049608355091, 10);
    expect(degrees).toBeCloseTo(17.95405392684603, 10);
    expect(p).toBeCloseTo(0.624389577112943, 12);
  });
});

test('two samples of different sizes match scipy: means, and distances from the medians', () => {
  // stats.ttest_ind(NARROW, LONG_TAIL, equal_var=False)
  const means = welchTest(LONG_TAIL, NARROW);
  expect([means.degrees, means.p]).toEqual([
    expect.closeTo(9.272348505281894, 10),
    expect.closeTo(0.4426546599024707, 12),
  ]);
  const spread = welchTest(deviationsFromMedian(LONG_TAIL), deviationsFromMedian(NARROW));
  expect([spread.degrees, spread.p]).toEqual([
    expect.closeTo(9.243163152065021, 10),
    expect.closeTo(0.12197386206453095, 12),
  ]);
});

describe('if nothing varies, the number of arrangements counts', () => {
  test('of pairs that all differ by 5, two prove nothing (2 of 4 ways), ten do (2 of 1024)', () => {
    expect(pairedTest([1, 7], [6, 12])).toEqual({ shift: 5, p: 0.5, error: 0, degrees: 1 });
    const ten = Array.from({ length: 10 }, (_, i) => i * i);
    expect(
      pairedTest(
        ten,
        ten.map((value) => value + 5),
      ).p,
    ).toBe(2 / 1024);
  });

  test('of two and three equal values each: 2 of the 10 ways to choose two of five', () => {
    expect(welchTest([4, 4], [9, 9, 9])).toMatchObject({ shift: 5, p: expect.closeTo(0.2, 15), error: 0 });
  });

  test('no shift has p = 1', () => {
    expect(pairedTest([1, 2, 3], [1, 2, 3])).toMatchObject({ shift: 0, p: 1, error: 0 });
    expect(welchTest([4, 4], [4, 4])).toMatchObject({ shift: 0, p: 1, error: 0 });
  });
});

test('a single value cannot be tested, and pairs need a partner each', () => {
  expect(() => pairedTest([1], [2])).toThrow(RangeError);
  expect(() => pairedTest([1, 2], [2])).toThrow(RangeError);
  expect(() => welchTest([1], [2, 3])).toThrow(RangeError);
});

describe('the shift that is detected in 95 of 100 cases', () => {
  // scipy: the q with stats.nct.sf(stats.t.ppf(1 - level / 2, degrees), degrees, q) = 0.95
  test.each([
    [4, 0.05, 4.927969316055627],
    [4, 0.0025, 10.710932500683123],
    [9, 0.05, 4.066500018038718],
    [9, 0.0025, 6.349063699896943],
    [29, 0.05, 3.7309903432405376],
    [29, 0.0025, 5.076687401568732],
    [58.4, 0.05, 3.6657404069124646],
    [58.4, 0.0025, 4.860525434524585],
  ])(
    'with %d degrees at a level of %d is that of the noncentral t, or up to 4 %% more',
    (degrees, level, exact) => {
      const seen = shiftSeen({ error: 1, degrees }, level);
      expect(seen).toBeGreaterThanOrEqual(exact);
      expect(seen).toBeLessThan(exact * 1.04);
    },
  );
});

describe('over many samples', () => {
  const CASES = 2000;
  const SIZE = 12;
  /** As skewed as amounts of changed data are: the upper 5 % lie beyond five times the median. */
  const skewed = { kind: 'lognormal', mu: 0, sigma: 1 } as const;

  /** In which share of the cases the p-value is below 5 %. */
  function alarms(p: (values: (part: string) => number[]) => number): number {
    let count = 0;
    for (let i = 0; i < CASES; i += 1) {
      const values = (part: string) => {
        const random = stream('shift', i, 'sample', part);
        return Array.from({ length: SIZE }, () => sample(skewed, random));
      };
      if (p(values) < 0.05) count += 1;
    }
    return count / CASES;
  }
  const noisy = (values: readonly number[], noise: readonly number[]) =>
    values.map((value, i) => value + noise[i]! / 4);
  const plus = (values: readonly number[], shift: number) => values.map((value) => value + shift);

  // A share of 5 % over 2000 cases has a standard deviation of 0.5 points: 6.5 % is three of them more.
  test('equal distributions differ significantly in at most 5 %: means and spread, paired and independent', () => {
    const apart = alarms((of) => welchTest(of('a'), of('b')).p);
    const pairs = alarms((of) => pairedTest(noisy(of('a'), of('b')), noisy(of('a'), of('c'))).p);
    const spread = alarms((of) => welchTest(deviationsFromMedian(of('a')), deviationsFromMedian(of('b'))).p);
    const spreadOfPairs = alarms(
      (of) =>
        pairedTest(
          deviationsFromMedian(noisy(of('a'), of('b'))),
          deviationsFromMedian(noisy(of('a'), of('c'))),
        ).p,
    );
    for (const share of [apart, pairs, spread, spreadOfPairs]) {
      expect(share).toBeLessThan(0.065);
      expect(share).toBeGreaterThan(0.01);
    }
  });

  test('the F-test on variances would raise a false alarm in more than 25 % of them', () => {
    // Upper 2.5 % point of F with 11 and 11 degrees of freedom, by the tables: 3.474.
    const variance = (values: readonly number[]) => {
      const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
    };
    const share = alarms((of) => {
      const ratio = variance(of('a')) / variance(of('b'));
      return ratio > 3.474 || ratio < 1 / 3.474 ? 0 : 1;
    });
    expect(share).toBeGreaterThan(0.25);
  });

  test('a shift that is claimed to be detected in 95 of 100 cases is', () => {
    const normal = (part: string, i: number) => {
      const random = stream('power', i, 'sample', part);
      return Array.from({ length: SIZE }, () => sample({ kind: 'normal', mean: 100, sd: 10 }, random));
    };
    // The error of two samples of 12 with a deviation of 10 is 10 * sqrt(2 / 12), with 22 degrees of freedom.
    const shift = shiftSeen({ error: 10 * Math.sqrt(2 / 12), degrees: 22 }, 0.05);
    let seen = 0;
    for (let i = 0; i < CASES; i += 1)
      if (welchTest(normal('a', i), plus(normal('b', i), shift)).p < 0.05) seen += 1;
    expect(seen / CASES).toBeGreaterThan(0.94);
    expect(seen / CASES).toBeLessThan(0.965);
  });
});
