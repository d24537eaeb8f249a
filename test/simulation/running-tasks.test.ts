import { expect, test } from 'vitest';
import type { RunningTask } from '../../src/simulation/running-task.ts';
import { RunningTasks } from '../../src/simulation/running-tasks.ts';

/** As far as the table looks at it. */
function starting(startedAs: number): RunningTask {
  return { startedAs, runsAs: -1 } as RunningTask;
}

test('a task is found by its number until it is removed; then the number is given out again', () => {
  const running = new RunningTasks();
  const [a, b, c] = [starting(0), starting(1), starting(2)];
  running.add(a);
  running.add(b);
  const { runsAs } = a;
  running.remove(a);
  running.add(c);
  expect(c.runsAs).toBe(runsAs);
  expect(running.of(b.runsAs)).toBe(b);
  expect(running.of(c.runsAs)).toBe(c);
  expect(running.size).toBe(2);
});

test('they are told in the order in which they started, whatever their numbers', () => {
  const running = new RunningTasks();
  const tasks = Array.from({ length: 6 }, (_, n) => starting(n));
  for (const task of tasks.slice(0, 4)) running.add(task);
  for (const n of [0, 2]) running.remove(tasks[n]!);
  for (const task of tasks.slice(4)) running.add(task);
  expect(running.inOrder().map(({ startedAs }) => startedAs)).toEqual([1, 3, 4, 5]);
});
