import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsAsColumns } from '../../../src/bench/page/rows-as-columns.ts';
import { NO_NAME } from '../../../src/metrics/columns/task-columns.ts';
import { countTicks } from '../../../src/page/charts/count-ticks.ts';
import { firstEndingAfter, ganttLanes, taskAt } from '../../../src/page/gantt/gantt-layout.ts';
import { wantedTasks } from '../../../src/page/gantt/task-filter.ts';
import { taskSlots } from '../../../src/report/data/task-slots.ts';
import { taskRow } from '../../report/sample-result.ts';

const task = (proxy: string | null, start: number, end: number | null, changes = {}) =>
  taskRow({ proxy, startSeconds: start, endSeconds: end, secondProxy: null, ...changes });

describe('tasks on slots', () => {
  test('each takes the first free slot of its proxy; the next begins when the one before ends', () => {
    const rows = [task('px1', 0, 10), task('px1', 0, 5), task('px1', 5, 8), task('px2', 6, 9)];
    const lanes = ganttLanes(taskSlots(rowsAsColumns(rows), 100));
    expect(lanes.map(({ proxy, slot, tasks }) => [proxy, slot, [...tasks]])).toEqual([
      [0, 0, [0]],
      [0, 1, [1, 2]],
      [1, 0, [3]],
    ]);
  });

  test('a task with two proxies is on both; one that never started is on none; an unfinished one ends with the run', () => {
    const rows = [
      task('px1', 0, null, { secondProxy: 'px2' }),
      task('px1', 0, null, { startSeconds: null, proxy: null }),
    ];
    const lanes = ganttLanes(taskSlots(rowsAsColumns(rows), 100));
    expect(lanes.map(({ tasks, to }) => [[...tasks], [...to]])).toEqual([
      [[0], [100]],
      [[0], [100]],
    ]);
  });

  test('a task that reads and writes at one proxy holds two of its slots; those without a proxy come last', () => {
    const rows = [task(null, 0, 4), task('px1', 1, 3, { secondProxy: 'px1' })];
    const lanes = ganttLanes(taskSlots(rowsAsColumns(rows), 0));
    expect(lanes.map(({ proxy, slot, tasks }) => [proxy, slot, [...tasks]])).toEqual([
      [0, 0, [1]],
      [0, 1, [1]],
      [NO_NAME, 0, [0]],
    ]);
  });

  test('bars of a slot do not overlap, and every started task is there', () => {
    const rows = fc
      .array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 200 }), fc.nat(2)), { maxLength: 60 })
      .map((all) =>
        [...all]
          .sort(([a], [b]) => a - b)
          .map(([start, length, proxy]) => task(`px${proxy}`, start, start + length)),
      );
    fc.assert(
      fc.property(rows, fc.nat(1200), (all, at) => {
        const lanes = ganttLanes(taskSlots(rowsAsColumns(all), 0));
        expect(lanes.reduce((sum, { tasks }) => sum + tasks.length, 0)).toBe(all.length);
        for (const lane of lanes) {
          lane.from.forEach((from, i) => {
            if (i > 0) expect(from).toBeGreaterThanOrEqual(lane.to[i - 1]!);
          });
          const first = firstEndingAfter(lane, at);
          expect([...lane.to].findIndex((to) => to > at)).toBe(first === lane.to.length ? -1 : first);
        }
      }),
    );
  });

  test('a point selects the bar that it is on, or the nearest within reach', () => {
    const [lane] = ganttLanes(taskSlots(rowsAsColumns([task('px1', 10, 20), task('px1', 30, 40)]), 0));
    expect([5, 9, 15, 21, 25, 29, 40, 42].map((at) => taskAt(lane!, at, 2))).toEqual([
      -1, 0, 0, 0, -1, 1, 1, 1,
    ]);
  });
});

test('a filter matches a part of a name, ignoring case, and either end of a task', () => {
  const rows = [
    taskRow({ vm: 'App-1', job: 'a', proxy: 'px1' }),
    taskRow({ vm: 'db', job: 'b', proxy: 'px1', secondProxy: 'px2' }),
  ];
  const tasks = rowsAsColumns(rows);
  expect([...wantedTasks(tasks, {})]).toEqual([1, 1]);
  expect([...wantedTasks(tasks, { vm: ' aPP ' })]).toEqual([1, 0]);
  expect([...wantedTasks(tasks, { job: tasks.jobs.indexOf('b') })]).toEqual([0, 1]);
  expect([...wantedTasks(tasks, { proxy: tasks.proxies.indexOf('px2') })]).toEqual([0, 1]);
});

describe('ticks of a count', () => {
  test('reach at least the maximum in a few round steps', () => {
    expect(countTicks(7)).toEqual([0, 2, 4, 6, 8]);
    expect(countTicks(0)).toEqual([0, 1]);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (most) => {
        const ticks = countTicks(most);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most * (1 - 1e-9));
      }),
    );
  });
});
