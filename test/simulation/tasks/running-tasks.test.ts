import { expect, test } from 'vitest';
import type { Places } from '../../../src/model/paths/path.ts';
import type { Ways } from '../../../src/simulation/placing/ways.ts';
import { RowPages } from '../../../src/simulation/row-pages.ts';
import { RunningTasks } from '../../../src/simulation/tasks/running-tasks.ts';
import type { TaskTable } from '../../../src/simulation/tasks/task-table.ts';

const PLACES = { first: { proxy: 7 }, second: undefined } as Places;

/** Tasks without a VM or a session: as much of them as running tasks look at. */
function tasks(count: number): TaskTable {
  const rows = new RowPages<Ways>();
  for (let task = 0; task < count; task++) rows.add();
  const vmRuns = { keep: () => undefined };
  return { pageOf: (task: number) => rows.pageOf(task), sessions: [], vmRuns } as unknown as TaskTable;
}

test('a task is found by its number until it is over; then the number is given out again', () => {
  const running = new RunningTasks(tasks(3));
  const a = running.begin(0, PLACES, 0);
  const b = running.begin(1, PLACES, 1);
  const { runsAs } = a;
  running.end(a);
  const c = running.begin(2, PLACES, 2);
  expect(c.runsAs).toBe(runsAs);
  expect(running.of(b.runsAs)).toBe(b);
  expect(running.of(c.runsAs)).toBe(c);
  expect([b.task, c.task]).toEqual([1, 2]);
  expect(running.size).toBe(2);
});

test('nothing of the task that was over is left in the one that begins in its place', () => {
  const running = new RunningTasks(tasks(2));
  const first = running.begin(0, PLACES, 0);
  const fresh = { ...first };
  first.second = { ...PLACES.first };
  first.openTicket = 3;
  first.transfer = 4;
  first.leases = [{ stage: 0, resource: 1, coefficient: 1, giveBack: () => undefined }];
  first.progress = { readBytes: 5, seconds: 6, busy: [], busiest: [] };
  first.isTransferEnded = true;
  first.interruption = { sinceUs: 7, expiryTicket: 8, retryTicket: 9 };
  first.result = 'failed';
  running.end(first);
  const second = running.begin(1, PLACES, 0);
  expect(second).toBe(first);
  expect({ ...second }).toEqual(fresh);
});

test('they are listed in the order in which they started, whatever their numbers', () => {
  const running = new RunningTasks(tasks(6));
  const begin = (task: number) => running.begin(task, PLACES, task);
  const begun = [0, 1, 2, 3].map(begin);
  for (const task of [0, 2]) running.end(begun[task]!);
  begin(4);
  begin(5);
  expect(running.inOrder().map(({ startedAs }) => startedAs)).toEqual([1, 3, 4, 5]);
});
