import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/experiment/units/outcome.ts';
import { readCondition } from '../../../src/report/comparison/conditions.ts';
import {
  judgeReplicated,
  type ReplicatedSide,
  unkeptMetricOf,
} from '../../../src/report/comparison/replicated-conditions.ts';

function side(name: string, metric: string, values: readonly (number | undefined)[]): ReplicatedSide {
  const outcomes = values.map((value): Outcome => {
    const figures = value === undefined ? {} : { [metric]: value };
    return { fingerprint: '', figures, met: {}, boundBy: null, bottlenecks: {} };
  });
  return { name, outcomes };
}

function judged(
  text: string,
  before: readonly (number | undefined)[],
  after: typeof before,
  metric = 'window.seconds',
) {
  const condition = readCondition(text);
  if (!condition.ok) throw new Error(condition.message);
  return judgeReplicated(condition.value, side('a', metric, before), side('b', metric, after))[0]!;
}

describe('a change over replications', () => {
  // Differences 10, 8, 12, 10: mean 10, sd 1.633, t(3) = 3.182, so 10 ± 2.598: 7.4% to 12.6% of the mean 100.
  const before = [100, 90, 110, 100];
  const after = [110, 98, 122, 110];

  test('fails if its whole interval is beyond the limit, but not if only the mean is', () => {
    expect(judged('window>+7%', before, after).failed).toBe(true);
    // No replication is below 8%, but a limit within the interval and within the replications is in doubt.
    expect(judged('window>+9.5%', before, after)).toMatchObject({ failed: false });
    expect(judged('window>+13%', before, after).failed).toBe(false);
    expect(judged('window>+7s', before, after).failed).toBe(true);
    expect(judged('window>+9s', before, after).failed).toBe(false);
    expect(judged('window<+13s', before, after).failed).toBe(true);
    expect(judged('window<+11s', before, after).failed).toBe(false);
  });

  test('reports the mean and its interval, and whether that leaves a doubt', () => {
    expect(judged('window>+9s', before, after).text).toBe(
      'window is 1m 50s on average in b, was 1m 40s in a: +10s (+7.4s to +12.6s), +10% (+7.4% to +12.6%) ' +
        '(limit > +9s: beyond on average, which may be chance; more replications would show)',
    );
    expect(judged('window>+7s', before, after).text).toMatch(/\(limit > \+7s\)$/);
  });

  test('a single night does not fail a window that is shorter on most nights', () => {
    // The first replication, which one run would be, is 20% longer.
    expect(judged('window>+5%', [100, 100, 100, 100], [120, 95, 96, 97]).failed).toBe(false);
  });

  test('never better and sometimes worse under the same random draws is worse, however rare', () => {
    // 5 in one of 4: the interval of the mean, -2.7 to 5.2, holds 0.
    expect(judged('window>+0s', [100, 100, 100, 100], [100, 100, 105, 100]).failed).toBe(true);
    expect(judged('window>+0s', [100, 100, 100, 100], [100, 99, 105, 100]).failed).toBe(false);
    expect(judged('window<+0s', [100, 100, 100, 100], [100, 100, 95, 100]).failed).toBe(true);
    expect(judged('window<+0s', [100, 100, 100, 100], [100, 101, 95, 100]).failed).toBe(false);
  });

  test('is exactly zero if nothing changed', () => {
    expect(judged('window>+0%', before, before).failed).toBe(false);
    expect(judged('window=+0s', before, before)).toMatchObject({
      failed: true,
      text: 'window is 1m 40s on average in b, was 1m 40s in a: 0, 0% (limit = +0s)',
    });
    expect(judged('window!=+0s', before, after).failed).toBe(true);
    expect(judged('window=+0s', [100, 100], [100, 99]).failed).toBe(false);
  });

  test('from zero exceeds any share', () => {
    const metric = 'waits.proxy-slot';
    expect(judged('waits.proxy-slot>+900%', [0, 0, 0], [5, 5, 6], metric).failed).toBe(true);
    expect(judged('waits.proxy-slot>+0%', [0, 0, 0], [0, 0, 0], metric).failed).toBe(false);
  });
});

describe('a value over replications', () => {
  test('is its mean with its interval', () => {
    // Mean 100, sd 10, t(2) = 4.303: ± 24.8.
    expect(judged('window>70s', [], [90, 100, 110]).failed).toBe(true);
    expect(judged('window>95s', [], [90, 100, 110])).toMatchObject({ failed: false });
    expect(judged('window>95s', [], [90, 100, 110]).text).toMatch(
      /^window is 1m 40s on average in b \(1m 15s to /,
    );
  });

  test('that must be zero fails with the first replication in which it is not', () => {
    const metric = 'vms.unprotected';
    expect(judged('vms.unprotected>0', [], [0, 0, 0, 0, 1], metric).failed).toBe(true);
    expect(judged('vms.unprotected>0', [], [0, 0, 0], metric).failed).toBe(false);
  });
});

test('a figure that some replications lack has not been shown to be fine', () => {
  expect(judged('window>+5%', [100, 100], [100, undefined])).toMatchObject({
    failed: true,
    text: 'window has no value in 1 of 2 replications of b (limit > +5%)',
  });
  expect(judged('window>+5%', [undefined, undefined], [100, 100]).text).toMatch(
    /in 2 of 2 replications of a/,
  );
  expect(judged('window>1h', [undefined], [100]).failed).toBe(false);
});

test('a pattern covers every figure that matches; a figure that is not stored is reported with those that are', () => {
  const [a, b] = [side('a', 'jobs.n.window', [1, 1]), side('b', 'jobs.n.window', [2, 2])];
  const read = (text: string) => {
    const condition = readCondition(text);
    if (!condition.ok) throw new Error(condition.message);
    return condition.value;
  };
  expect(judgeReplicated(read('jobs.*.window>+1s'), a, b).map(({ metric }) => metric)).toEqual([
    'jobs.n.window',
  ]);
  expect(unkeptMetricOf(read('jobs.*.window>+1s'), [a, b])).toBeUndefined();
  expect(unkeptMetricOf(read('jobs.n.windwo>+1s'), [a, b])).toEqual({
    message: "'jobs.n.windwo' is not kept for replications.",
    hint: "Did you mean 'jobs.n.window'?",
  });
  expect(unkeptMetricOf(read('hosts.*.x>1'), [a, b])?.hint).toMatch(
    /replications\.json lists those that are/,
  );
});
