import { describe, expect, test } from 'vitest';
import {
  type InterruptionColumns,
  interruptionsOf,
  uninterrupted,
} from '../../../src/metrics/columns/interruption-columns.ts';
import { night, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** Task 1 twice, task 4 once. */
const SOME: InterruptionColumns = {
  interruptedTask: Uint32Array.of(1, 1, 4),
  interruptedFrom: Float64Array.of(10, 30, 5),
  interruptedTo: Float64Array.of(20, 45, 9),
};

describe('the interruptions of a task', () => {
  test.each([
    [0, []],
    [
      1,
      [
        { from: 10, to: 20 },
        { from: 30, to: 45 },
      ],
    ],
    [2, []],
    [4, [{ from: 5, to: 9 }]],
    [5, []],
  ])('task %i', (task, spans) => {
    expect(interruptionsOf(SOME, task)).toEqual(spans);
  });

  test.each([
    [
      'before, between and after them',
      { from: 0, to: 60 },
      [
        [0, 10],
        [20, 30],
        [45, 60],
      ],
    ],
    ['a span that begins and ends within two of them', { from: 15, to: 40 }, [[20, 30]]],
    ['a span within one of them', { from: 31, to: 44 }, []],
    ['a span that ends when one begins', { from: 22, to: 30 }, [[22, 30]]],
    ['a span that ends before one begins', { from: 22, to: 25 }, [[22, 25]]],
  ])('what is left: %s', (_, span, left) => {
    expect(uninterrupted(SOME, 1, span).map(({ from, to }) => [from, to])).toEqual(left);
  });
});

test('a run tells when each of its tasks was interrupted, in the order of its tasks', () => {
  // 10 GB at 100 MB/s take 100 s. px1 goes down at 30 s and, for good, at 80 s; px2 at 40 s.
  const { columns } = runText(
    night({
      clock: '{ start: 2026-01-05T22:00 }',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
      jobs: `[
        { name: first, vms: [a], repository: repo, run: full, proxies: [px1], retries: 0 },
        { name: second, vms: [b], repository: repo, run: full, proxies: [px2], retries: 0 }]`,
      faults: `[
        { kind: proxy-down, target: px1, at: 30s, for: 10s },
        { kind: proxy-down, target: px2, at: 40s, for: 20s },
        { kind: proxy-down, target: px1, at: 80s }]`,
    }),
  );
  // Reconnecting is tried every 15 s: at 45 s and, after 40 s, at 70 s. Half an hour after the second loss the task fails.
  expect(interruptionsOf(columns.tasks, 0)).toEqual([
    { from: 30, to: 45 },
    { from: 80, to: 1880 },
  ]);
  expect(interruptionsOf(columns.tasks, 1)).toEqual([{ from: 40, to: 70 }]);
  expect([...columns.tasks.interruptedSeconds]).toEqual([1815, 30]);
});
