import { describe, expect, test } from 'vitest';
import { pairedComparison } from '../../../src/experiment/statistics/paired-comparison.ts';
import type { Outcome } from '../../../src/experiment/units/outcome.ts';
import type { Summary } from '../../../src/metrics/summary/summary.ts';
import { answerSentences } from '../../../src/report/comparison/answer.ts';
import { type ComparedSide, compareSides } from '../../../src/report/comparison/comparison.ts';
import { side } from '../comparison-sides.ts';
import { summary } from '../sample-result.ts';

interface Figures {
  /** Seconds. */
  readonly window?: number | null;
  readonly nights?: Summary['nights'];
  /** By job, seconds. */
  readonly windows?: Readonly<Record<string, number>>;
  readonly spare?: Readonly<Record<string, number>>;
  readonly unprotected?: readonly string[];
}

/** Jobs with a time to spare have a window, too. */
function sameWindows(jobs: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.keys(jobs).map((job) => [job, 600]));
}

function sideOf(
  name: string,
  { window = 3600, windows = {}, spare = {}, unprotected = [], nights = null }: Figures,
): ComparedSide {
  const base = summary();
  const [anyJob] = Object.values(base.jobs);
  const jobs = Object.entries({ ...sameWindows(spare), ...windows }).map(([job, seconds]) => [
    job,
    { ...anyJob, window: seconds },
  ]);
  return {
    ...side(name, {
      window: window === null ? null : { startSeconds: 0, endSeconds: window, seconds: window },
      nights,
      jobs: Object.fromEntries(jobs),
      vms: { ...base.vms, unprotected: unprotected.map((vm) => vm) },
      fingerprint: `${name}@1`,
    }),
    ofSessions: new Map(Object.entries(spare).map(([job, seconds]) => [`jobs.${job}.spareSeconds`, seconds])),
  };
}

/** The sentences on the sides after the first, which is an hour long. */
function told(...sides: readonly [Figures, ...Figures[]]): string[] {
  return answerSentences(
    compareSides(
      sides.map((figures, i) => sideOf(`side${i + 1}`, figures)),
      [],
    ),
  );
}

describe('the answer of a comparison', () => {
  test('tells by how much the window is longer or shorter, or that it is the same', () => {
    expect(told({}, { window: 2700 })).toEqual(['B: the window is 15m (25%) shorter: 45m instead of 1h.']);
    expect(told({}, { window: 3960 })).toEqual(['B: the window is 6m (10%) longer: 1h 6m instead of 1h.']);
    expect(told({}, {})).toEqual(['B: the window is the same, 1h.']);
    expect(told({ window: 0 }, { window: 60 })).toEqual(['B: the window is 1m longer: 1m instead of 0s.']);
  });

  test('tells on which side nothing ran', () => {
    const windows = 'so the windows cannot be compared.';
    expect(told({}, { window: null })).toEqual([`B: nothing ran here, ${windows}`]);
    expect(told({ window: null }, {})).toEqual([`B: nothing ran in A, ${windows}`]);
    expect(told({ window: null }, { window: null })).toEqual([
      `B: nothing ran, neither here nor in A, ${windows}`,
    ]);
  });

  test('of several sides names the shortest window of those that leave the fewest VMs unprotected', () => {
    expect(told({}, { window: 1200 }, { window: 2700 })[0]).toBe('B, side2, has the shortest window: 20m.');
    expect(told({}, { window: 1200, unprotected: ['vm1'] }, { window: 2700 })[0]).toBe(
      'C, side3, has the shortest window of those that leave the fewest VMs unprotected: 45m.',
    );
    const one = { unprotected: ['vm1'] };
    expect(told(one, { window: 1200, ...one }, { window: 2700, ...one })[0]).toBe(
      'B, side2, has the shortest window: 20m.',
    );
  });

  test('compares one night with several by their longest night', () => {
    const nights = (count: number, longestSeconds: number) => ({
      nights: { count, medianSeconds: longestSeconds, longestSeconds },
    });
    expect(told({ ...nights(1, 3600) }, { window: 600_000, ...nights(7, 5400) })).toEqual([
      'B: the longest night is 30m (50%) longer: 1h 30m instead of 1h.',
    ]);
  });

  test('says nothing of a side that made the same decisions', () => {
    const one = sideOf('same', {});
    expect(answerSentences(compareSides([one, one], []))).toEqual([]);
  });

  test('of a side that made the same decisions in other windows, tells only how those are met', () => {
    const sides = [{ a: 600 }, { a: 60 }, { a: -60 }].map((spare) => sideOf('same', { spare }));
    expect(answerSentences(compareSides([sides[0]!, sides[1]!], []))).toEqual([
      'B: a fits its window in both, here with 1m to spare.',
    ]);
    expect(answerSentences(compareSides([sides[0]!, sides[2]!], []))).toEqual([
      'B: Late here and not in A: a (1m late).',
    ]);
  });

  test('of several sides names the one with the shortest window first', () => {
    const [best] = told({}, { window: 1800 }, { window: 2700 });
    expect(best).toBe('B, side2, has the shortest window: 30m.');
  });

  test('names jobs that gain and jobs that lose, those that change most first, at most three', () => {
    const before = { a: 600, b: 600, c: 600, d: 600, e: 600, f: 600 };
    const after = { a: 590, b: 480, c: 600, d: 540, e: 300, f: 900 };
    expect(told({ windows: before }, { windows: after })).toEqual([
      'B: the window is the same, 1h. Shorter: e by 5m, b by 2m, d by 1m and 1 more. Longer: f by 5m.',
    ]);
  });

  test('a job that does nothing on a side, or is late there, gains no time', () => {
    const before = { windows: { a: 600, b: 600, c: 0, d: 600 } };
    const after = { windows: { a: 0, b: 300, c: 60, d: 300 }, spare: { b: -60 } };
    expect(told({ ...before, spare: { b: 60 } }, after)).toEqual([
      'B: the window is the same, 1h. Shorter: d by 5m. Nothing ran here, but in A: a. Nothing ran in A, but here: c. Late here and not in A: b (1m late).',
    ]);
  });

  test('tells which windows are missed on one side only, and which on both', () => {
    const spare = { a: 600, b: -600, c: -600 };
    expect(told({ spare }, { spare: { a: -60, b: 120, c: -30 } })).toEqual([
      'B: the window is the same, 1h. Late here and not in A: a (1m late). Late in both: c (30s late, in A 10m late). Late in A and not here: b (2m to spare).',
    ]);
  });

  test('if no window is missed, tells the least that is left to spare', () => {
    expect(told({ spare: { a: 60, b: 60 } }, { spare: { a: 0, b: 120 } })).toEqual([
      'B: the window is the same, 1h. All windows are met in both; the tightest here is a, 0s to spare.',
    ]);
    expect(told({ spare: { a: 60 } }, { spare: { a: 120 } })).toEqual([
      'B: the window is the same, 1h. a fits its window in both, here with 2m to spare.',
    ]);
  });

  test('tells how many VMs each side leaves without protection', () => {
    const two = { unprotected: ['x', 'y'] };
    expect(told({}, two)[0]).toContain('It leaves 2 VMs unprotected, A none.');
    expect(told(two, {})[0]).toContain('It leaves no VM unprotected, A 2 VMs.');
    expect(told(two, two)[0]).toContain('Both leave 2 VMs unprotected.');
  });
});

describe('the answer of a comparison with replications', () => {
  const outcome = (seconds: number, isMet = true): Outcome =>
    ({
      figures: { 'window.seconds': seconds, 'jobs.a.window': seconds, 'jobs.b.window': 600 },
      met: { a: isMet },
    }) as unknown as Outcome;

  function toldOf(before: readonly Outcome[], after: readonly Outcome[]): string[] {
    const comparison = compareSides([sideOf('one', {}), sideOf('two', {})], []);
    return answerSentences({ ...comparison, replicated: pairedComparison([before, after]) });
  }

  test('gives the mean difference with its interval, and jobs that changed beyond chance', () => {
    // Differences of -60, -120 and -180 s: mean -120 s, sd 60 s, and the Student quantile for 2 degrees is 4.303:
    // 60 / sqrt(3) * 4.303 = 149 s either way, so zero is inside.
    const three = [outcome(1200), outcome(1200), outcome(1200)];
    expect(toldOf(three, [outcome(1140), outcome(1080), outcome(1020)])).toEqual([
      'B: the mean window is 2m (10%) shorter: 18m instead of 20m, which may be chance (95% interval 4m 29s shorter to 29s longer). All windows are met in all of its replications, as in A.',
    ]);
    // -118, -120 and -122 s: 2 / sqrt(3) * 4.303 = 5 s either way.
    expect(toldOf(three, [outcome(1082), outcome(1080, false), outcome(1078)])).toEqual([
      'B: the mean window is 2m (10%) shorter: 18m instead of 20m (95% interval 2m 5s to 1m 55s shorter). Shorter: a by 2m. All windows are met in 66.7% of its replications, in A in all.',
    ]);
  });

  test('names no interval where every replication differs by the same', () => {
    expect(toldOf([outcome(1200), outcome(1300)], [outcome(1140), outcome(1240)])[0]).toContain(
      'the mean window is 1m (4.8%) shorter: 19m 50s instead of 20m 50s, in every replication.',
    );
  });
});
