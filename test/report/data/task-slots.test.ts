import { expect, test } from 'vitest';
import { rowsAsColumns } from '../../../src/bench/page/rows-as-columns.ts';
import { asDeclared, heldWithin, taskSlots } from '../../../src/report/data/task-slots.ts';
import { summary, taskRow } from '../sample-result.ts';

const row = (
  proxy: string | null,
  startSeconds: number | null,
  endSeconds: number | null,
  secondProxy: string | null = null,
) => taskRow({ proxy, startSeconds, endSeconds, secondProxy });

test('each task gets the lowest free slot, on both proxies if it has two; tasks without a proxy come last', () => {
  const tasks = rowsAsColumns([
    row('px1', 0, 10),
    row('px1', 0, 5, 'px2'),
    row('px1', 5, 20),
    row('px1', 7, null),
    row(null, 8, 9),
    row(null, null, null),
  ]);
  const slots = taskSlots(tasks, 30).map(({ proxy, slots: used, task, slot, from, to, isSecond }) => ({
    proxy: tasks.proxies[proxy],
    used,
    holds: Array.from(task, (row, hold) => {
      const told = `${row} on ${slot[hold]} ${from[hold]}-${to[hold]}`;
      return isSecond[hold] === 1 ? `${told} second` : told;
    }),
  }));
  expect(slots).toEqual([
    { proxy: 'px1', used: 3, holds: ['0 on 0 0-10', '1 on 1 0-5', '2 on 1 5-20', '3 on 2 7-30'] },
    { proxy: 'px2', used: 1, holds: ['1 on 0 0-5 second'] },
    { proxy: undefined, used: 1, holds: ['4 on 0 8-9'] },
  ]);
});

test('proxies are in order of declaration, whichever had the first task; tasks without a proxy come last', () => {
  const tasks = rowsAsColumns([row(null, 0, 1), row('px2', 0, 1), row('px1', 2, 3)]);
  const base = summary();
  const { px1 } = base.proxies;
  const slots = asDeclared(taskSlots(tasks, 10), {
    tasks,
    summary: { ...base, proxies: { idle: px1!, px1: px1!, px2: px1! } },
  });
  expect(slots.map(({ proxy }) => tasks.proxies[proxy])).toEqual(['px1', 'px2', undefined]);
});

test('within a part of the run: what was held in it, cut at its ends', () => {
  const tasks = rowsAsColumns([
    row('px1', 0, 15),
    row('px1', 5, 8),
    row('px1', 12, 18),
    row('px1', 16, 40),
    row('px1', 30, 35),
  ]);
  const [all] = taskSlots(tasks, 40);
  const { task, slot, from, to } = heldWithin(all!, { fromSeconds: 10, stepSeconds: 5, steps: 4 });
  expect([...task].map((one, hold) => [one, slot[hold], from[hold], to[hold]])).toEqual([
    [0, 0, 10, 15],
    [2, 1, 12, 18],
    [3, 0, 16, 30],
  ]);
});
