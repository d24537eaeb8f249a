import { describe, expect, test } from 'vitest';
import { WAIT_CAUSES } from '../../../src/trace/wait-cause.ts';
import { WORLDS } from '../law.ts';
import { nightOf } from '../night.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

describe.each(WORLDS)('in $where', ({ holds }) => {
  test('the waits of a task by cause add up to its queue wait', () => {
    holds({ runs: 150 }, (data) => {
      const { stories } = nightOf(data);
      for (const { ready, started, terminal } of stories) {
        const dropped = terminal.find((record) => record.kind === 'task-dropped');
        const left = started ?? dropped;
        expect(left, `task ${ready.task} neither started nor was dropped`).toBeDefined();
        expect(left!.waitedUs).toHaveLength(WAIT_CAUSES.length);
        expect(Math.min(...left!.waitedUs)).toBeGreaterThanOrEqual(0);
        expect(sum(left!.waitedUs), `task ${ready.task}`).toBe(left!.at - ready.at);
      }
    });
  });

  test("Little's law is exact: the integral of waiting tasks is the sum of their waits", () => {
    holds({ runs: 120 }, (data) => {
      const { trace, run } = nightOf(data);
      let waiting = 0;
      let since = 0;
      let integral = 0;
      for (const record of trace) {
        integral += waiting * (record.at - since);
        since = record.at;
        if (record.kind === 'task-ready') waiting++;
        if (record.kind === 'task-started' || record.kind === 'task-dropped') waiting--;
      }
      expect(waiting).toBe(0);
      expect(sum(run.tasks.map((task) => Math.round(task.queueWaitSeconds * 1e6)))).toBe(integral);
      const byCause = Object.values(run.summary.waits).map((seconds) => Math.round(seconds * 1e6));
      expect(sum(byCause)).toBe(integral);
      expect(sum(run.waits.map(({ seconds }) => Math.round(seconds * 1e6)))).toBe(integral);
    });
  });
});
