import { expect, test } from 'vitest';
import { at, GB, imported, session, task } from './past.ts';

test('an import says what its report holds, from when to when, and what of each job counts', () => {
  const day = (date: number, seconds: number, gigabytes: number) =>
    session(at(date, 22), {
      dataBytes: gigabytes * GB,
      tasks: [task('a', { seconds, usedBytes: 60 * GB }), task('b', { seconds: 10, usedBytes: 40 * GB })],
    });
  const failed = session(at(4, 22), {
    result: 'failed',
    tasks: [task('a', { result: 'failed' }), task('b', { result: 'warning' })],
  });
  const retry = session(at(4, 23), { isRetry: true, tasks: [task('a', { result: 'failed' })] });
  const { summary } = imported([day(1, 30, 3), day(2, 90, 5), day(3, 50, 4), failed, retry]);
  expect(summary).toMatchObject({
    isReplay: false,
    firstUs: at(1, 22),
    lastUs: at(4, 23),
    found: { jobs: 1, sessions: 5, retries: 1, tasks: 9, failedTasks: 2, warnings: 1 },
    vms: 2,
    usedBytes: 100 * GB,
  });
  // The three increments took 30, 90 and 50 s, by their longest tasks, and read 3, 5 and 4 GB.
  expect(summary.jobs).toMatchObject([
    { name: 'Nightly', sessions: 5, basis: 3, vms: 2, seconds: 50, dataBytes: 4 * GB },
  ]);
});
