import { describe, expect, test } from 'vitest';
import { sample } from '../../../src/engine/random/distributions.ts';
import { stream } from '../../../src/engine/random/random.ts';
import {
  compareDistributions,
  isOtherDistribution,
  type ReplicatedOutcomes,
} from '../../../src/experiment/statistics/distribution-comparison.ts';
import type { Outcome } from '../../../src/experiment/units/outcome.ts';

type Figures = Readonly<Record<string, number>>;

function replicated(figures: readonly Figures[], seed: number | null = 1): ReplicatedOutcomes {
  const outcomes = figures.map(
    (own, i): Outcome => ({ fingerprint: `f${i}`, figures: own, met: {}, boundBy: null, bottlenecks: {} }),
  );
  return { outcomes, seed };
}

const windows = (...seconds: number[]): Figures[] => seconds.map((value) => ({ 'window.seconds': value }));

describe('two sides with the same random draws', () => {
  test('are compared pair by pair: the differences 2, 3, 4 have mean 3 and error 1 / sqrt(3)', () => {
    const found = compareDistributions(
      replicated(windows(100, 300, 200)),
      replicated(windows(102, 303, 204)),
    );
    expect(found).toMatchObject({
      tests: 'paired',
      replications: { before: 3, after: 3 },
      hasChance: true,
      // The mean and the spread of one figure.
      testCount: 2,
      otherDecisions: { differ: 0, of: 3 },
    });
    // Student with 2 degrees, in closed form: 1 - t / sqrt(2 + t²) with t² = 27; twice that is Holm's.
    expect(found.figures[0]!.mean).toMatchObject({
      before: 200,
      after: 203,
      shift: 3,
      p: expect.closeTo(2 * (1 - Math.sqrt(27 / 29)), 12),
    });
    // Around 200 and 204: distances 100, 100, 0 and 102, 99, 0; they differ by 2, -1, 0.
    expect(found.figures[0]!.spread).toMatchObject({
      before: expect.closeTo(200 / 3, 9),
      after: 67,
      shift: expect.closeTo(1 / 3, 9),
      differs: false,
    });
  });

  test('count the pairs in which a decision differs, of those that both have', () => {
    const before = replicated(windows(1, 2, 3, 4));
    const after = replicated(windows(1, 2, 3));
    const other = after.outcomes.map((one) => ({ ...one, fingerprint: `${one.fingerprint}!` }));
    const found = compareDistributions(before, { ...after, outcomes: other });
    expect(found.otherDecisions).toEqual({ differ: 3, of: 3 });
    expect(found.same).toEqual(['window.seconds']);
    expect(found.figures).toEqual([]);
    expect(isOtherDistribution(found)).toBe(false);
  });

  test('that differ by the same amount in all of ten pairs differ: 2 of 1024 ways; with two pairs they may not', () => {
    const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10.1];
    const later = ten.map((value) => value + 0.3);
    const found = compareDistributions(replicated(windows(...ten)), replicated(windows(...later)));
    expect(found.figures[0]).toMatchObject({
      mean: { p: 2 / 1024, differs: true },
      spread: { shift: 0, p: 1 },
    });
    expect(isOtherDistribution(found)).toBe(true);
    const two = compareDistributions(
      replicated(windows(...ten.slice(8))),
      replicated(windows(...later.slice(8))),
    );
    expect(two.figures[0]!.mean).toMatchObject({ p: 0.5, differs: false });
  });
});

test('different seeds are independent: no pairs, no count of decisions, and as many replications as there are', () => {
  const found = compareDistributions(
    replicated(windows(1, 2, 3, 4)),
    replicated(windows(1, 2, 3, 4, 5, 6), 2),
  );
  expect(found).toMatchObject({
    tests: 'welch',
    replications: { before: 4, after: 6 },
    otherDecisions: null,
    figures: [{ mean: { before: 2.5, after: 3.5 } }],
  });
  const unknown = compareDistributions(replicated(windows(1, 2), null), replicated(windows(1, 3), null));
  expect(unknown.tests).toBe('welch');
});

test('without randomness nothing is tested: any difference is certain', () => {
  const alike = (value: number): ReplicatedOutcomes => ({
    seed: 1,
    outcomes: replicated([{ 'window.seconds': value, 'totals.failed': 0 }]).outcomes.flatMap((one) => [
      one,
      one,
    ]),
  });
  const found = compareDistributions(alike(100), alike(101));
  expect(found).toMatchObject({ hasChance: false, testCount: 0, same: ['totals.failed'] });
  expect(found.figures).toMatchObject([
    { metric: 'window.seconds', mean: { shift: 1, p: 0, differs: true } },
  ]);
  expect(compareDistributions(alike(100), alike(100))).toMatchObject({ hasChance: false, figures: [] });
});

test('figures of a night are tested, shares of use are not; one that fewer than two replications of a side have is listed as untold', () => {
  const figures = (more: Figures, i: number): Figures => ({
    'window.seconds': i,
    'jobs.a.b.window': i,
    'jobs.a.b.overrun': i,
    'waits.ram': 0,
    'proxies.px1.slotUtilisation': i / 9,
    ...more,
  });
  const before = replicated([0, 1, 2].map((i) => figures({ 'jobs.gone.window': 5 }, i)));
  const after = replicated([1, 1, 4].map((i) => figures({ 'waits.new-cause': 0 }, i)));
  const found = compareDistributions(before, after);
  expect(found.figures.map(({ metric }) => metric)).toEqual(['window.seconds', 'jobs.a.b.window']);
  expect(found.same).toEqual(['waits.ram']);
  expect(found.untold).toEqual(['jobs.gone.window']);
  expect(isOtherDistribution(found)).toBe(true);
});

test('one replication is refused', () => {
  expect(() => compareDistributions(replicated(windows(1)), replicated(windows(1, 2)))).toThrow(RangeError);
});

describe('over many experiments', () => {
  const EXPERIMENTS = 600;
  const SIZE = 15;
  const FIGURES = [
    'window.seconds',
    'jobs.a.window',
    'jobs.b.window',
    'waits.proxy-slot',
    'waits.ram',
    'totals.readBytes',
  ];

  /** Six skewed figures of nights that share half of what makes them long. */
  function nights(experiment: number, side: string, factor = 1): Figures[] {
    return Array.from({ length: SIZE }, (_, i) => {
      const shared = sample({ kind: 'lognormal', mu: 4, sigma: 0.8 }, stream(experiment, i, 'shared', side));
      const own = (metric: string) =>
        sample({ kind: 'lognormal', mu: 4, sigma: 0.8 }, stream(experiment, i, metric, side));
      return Object.fromEntries(FIGURES.map((metric) => [metric, (shared + own(metric)) * factor]));
    });
  }
  function alarms(factor: number): number {
    let count = 0;
    for (let i = 0; i < EXPERIMENTS; i += 1) {
      const found = compareDistributions(
        replicated(nights(i, 'before')),
        replicated(nights(i, 'after', factor), 2),
      );
      if (isOtherDistribution(found)) count += 1;
    }
    return count / EXPERIMENTS;
  }

  // 5 % of 600 have a standard deviation of 0.9 points: 7.7 % is three of them more.
  test('twelve tests together raise a false alarm in at most 5 of 100', () => {
    expect(alarms(1)).toBeLessThan(0.077);
  });

  test('nights that take three times as long are detected in nearly all', () => {
    expect(alarms(3)).toBeGreaterThan(0.95);
  });
});
