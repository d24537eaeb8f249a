import { expect, test } from 'vitest';
import { meanWait } from '../../../src/report/wording/job-figures.ts';

const session = (tasks: number, mean: number) => ({ tasks, queueWait: { mean, p95: mean, max: mean } });

test('the wait per task of a job counts each task once, however many its session has', () => {
  // 9 tasks of 10 s and 1 task of 110 s: 200 s of 10 tasks.
  expect(meanWait([session(9, 10), session(1, 110)])).toBe(20);
  expect(meanWait([session(0, 0)])).toBe(0);
  expect(meanWait([])).toBe(0);
});
