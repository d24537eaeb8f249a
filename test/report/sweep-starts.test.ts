import { expect, test } from 'vitest';
import { PLAIN } from '../../src/report/characters/paint.ts';
import { sweepData } from '../../src/report/sweep/build-sweep-data.ts';
import { sweepText } from '../../src/report/sweep/text.ts';
import { night, vm } from '../helpers/night.ts';
import { swept } from '../helpers/swept.ts';

// Two jobs of three disks of 1000 s each, on two slots.
//   together  a: 0 to 2000 s; b takes the free slot at 1000 and ends at 3000: ends 2000 and 3000
//   chain     two disks, then one, twice: 2000 and 4000
//   1h        2000 and 3600 + 2000
const NIGHT = night({
  clock: '{ start: 2026-01-05T22:00 }',
  proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
  vms: `[${vm('vm1', [100, 100, 100])}, ${vm('vm2', [100, 100, 100])}]`,
  jobs: `[${[1, 2]
    .map(
      (n) =>
        `{ name: job${n}, vms: [vm${n}], repository: repo, run: full, window: 4000s, schedule: { daily: "22:00" } }`,
    )
    .join(', ')}]`,
});

test('ways to start the jobs: the window, the job with the least to spare, and when jobs are done on average', () => {
  const sweep = swept(NIGHT, ['jobs.*.starts=together,chain,1h']);
  const lines = sweepText(sweepData(sweep), PLAIN).split('\n');
  const head = lines.findIndex((line) => line.startsWith('starts'));
  const cells = lines.slice(head, head + 4).map((line) => line.trim().split(/ {2,}/).slice(0, 5));
  expect(cells).toEqual([
    ['starts', 'window', 'windows met', 'tightest', 'mean job end'],
    // (2000 + 3000) / 2 s; the second job has 4000 - 3000 s to spare.
    ['together', '50m', 'yes', '16m 40s to spare (job2)', '41m 40s'],
    // (2000 + 4000) / 2 s; each session takes 2000 s.
    ['chain', '1h 7m', 'yes', '33m 20s to spare (job1)', '50m'],
    // (2000 + 5600) / 2 s
    ['1h', '1h 33m', 'yes', '33m 20s to spare (job1)', '1h 3m'],
  ]);
});

test('where jobs start the same way in all designs, no mean of their ends is shown', () => {
  const text = sweepText(sweepData(swept(NIGHT, ['proxies.px1.maxConcurrentTasks=2,3'])), PLAIN);
  expect(text).toContain('tightest');
  expect(text).not.toContain('mean job end');
});
