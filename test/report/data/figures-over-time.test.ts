import { describe, expect, test } from 'vitest';
import { rowsAsColumns } from '../../../src/bench/page/rows-as-columns.ts';
import { balanceOf } from '../../../src/report/data/balance.ts';
import { concurrencyOf, meanText } from '../../../src/report/data/concurrency.ts';
import { timelineOf } from '../../../src/report/data/timeline.ts';
import { FULL, usedOverTime } from '../../../src/report/data/used-over-time.ts';
import { utilisationColumns } from '../../helpers/columns-of-rows.ts';
import { MONDAY_20_00_US, summary, taskRow } from '../sample-result.ts';

const HOUR = 3600;

describe('balance between proxies', () => {
  const proxy = summary().proxies['px1']!;
  const used = (...shares: number[]) =>
    summary({
      proxies: Object.fromEntries(
        shares.map((slotUtilisation, i) => [`px${i}`, { ...proxy, slotUtilisation }]),
      ),
    });

  test('all equal: 1 and 1', () => {
    expect(balanceOf(used(0.4, 0.4, 0.4), rowsAsColumns([]))).toMatchObject({
      maxOverMean: expect.closeTo(1),
      jain: expect.closeTo(1),
    });
  });

  test('one of four does everything: four times the mean, and a quarter', () => {
    expect(balanceOf(used(0.8, 0, 0, 0), rowsAsColumns([]))).toMatchObject({ maxOverMean: 4, jain: 0.25 });
  });

  test('one proxy, or none at work: nothing to compare', () => {
    expect(balanceOf(used(0.8), rowsAsColumns([]))).toBeNull();
    expect(balanceOf(used(0, 0), rowsAsColumns([]))).toBeNull();
  });

  test('bytes count for the proxy that read them', () => {
    const tasks = rowsAsColumns([
      taskRow({ proxy: 'px1', readBytes: 5 }),
      taskRow({ proxy: 'px1', readBytes: 7 }),
    ]);
    expect(balanceOf(used(0.4, 0.4), tasks)!.of.map(({ readBytes }) => readBytes)).toEqual([0, 12]);
  });
});

describe('concurrency by hour of the week', () => {
  test('a run of less than a day has none', () => {
    expect(concurrencyOf(rowsAsColumns([taskRow()]), [], MONDAY_20_00_US, 24 * HOUR)).toBeNull();
  });

  test('one task from Monday 21:30 to 22:30 in two weeks: a quarter in each of the two hours', () => {
    const task = taskRow({ startSeconds: 1.5 * HOUR, endSeconds: 2.5 * HOUR });
    const session = { startSeconds: HOUR, endSeconds: 2 * HOUR };
    const found = concurrencyOf(rowsAsColumns([task]), [session], MONDAY_20_00_US, 14 * 24 * HOUR)!;
    expect([...found.runningTasks.subarray(20, 24)]).toEqual([0, 0.25, 0.25, 0]);
    expect(found.openSessions[21]).toBe(0.5);
  });

  test('an hour that the run never reached has no figure', () => {
    const found = concurrencyOf(rowsAsColumns([]), [], MONDAY_20_00_US, 25 * HOUR)!;
    expect([found.runningTasks[19], found.runningTasks[20]]).toEqual([-1, 0]);
  });
});

test('samples of a resource become means over the steps of the timeline; counts of tasks are left out', () => {
  const task = taskRow({ readySeconds: 0, startSeconds: 0, endSeconds: 4780 });
  const grid = timelineOf(rowsAsColumns([task]), 0)!;
  expect(grid.stepSeconds).toBe(10);
  const rows = [
    { seconds: 15, resource: 'tasks.running', value: 9 },
    { seconds: 15, resource: 'proxies.px1.slots', value: 0.5 },
    { seconds: 30, resource: 'tasks.running', value: 9 },
  ];
  const { resources, share } = usedOverTime([utilisationColumns(rows)], grid, 15);
  expect(resources).toEqual(['proxies.px1.slots']);
  expect([...share.subarray(0, 3)]).toEqual([FULL / 2, FULL / 4, 0]);
});

test.each([
  [0, '0'],
  [0.03, '<0.1'],
  [0.05, '0.1'],
  [9.94, '9.9'],
  [9.96, '10'],
  [123.4, '123'],
])('a mean of %d tasks in an hour of the week is written as %s', (mean, text) => {
  expect(meanText(mean)).toBe(text);
});
