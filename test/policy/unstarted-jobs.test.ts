import { expect, test } from 'vitest';
import { unstartedJobs } from '../../src/policy/unstarted-jobs.ts';
import { modelOf } from '../helpers/night.ts';

const CLOCK = 'start: 2026-01-05T20:00';
/** Of one job, or of two, of which the first is called `night`. A Monday. */
const found = (clock: string, ...schedules: readonly string[]) =>
  unstartedJobs(
    modelOf({
      clock: `{ ${CLOCK}${clock} }`,
      jobs: `[${schedules
        .map((more, i) => `{ name: ${i === 0 ? 'night' : 'next'}, vms: ["*"], repository: repo, ${more} }`)
        .join(', ')}]`,
    }),
  ).map(({ code, path, message }) => `${code} at ${path}: ${message}`);

test.each([
  ['', 'schedule: { daily: "22:00" }'],
  [', horizon: 2h 1s', 'schedule: { daily: "22:00" }'],
  [', horizon: 6d', 'schedule: { daily: "22:00", days: [sat] }'],
  ['', 'schedule: { at: 2026-03-01T22:00 }'],
  ['', 'schedule: { daily: "22:00", days: [sat] }, enabled: false'],
])('a job that starts, or is not meant to, is fine: clock %j, %s', (clock, schedule) => {
  expect(found(clock, schedule)).toEqual([]);
});

test.each([
  [
    ', horizon: 2h',
    'schedule: { daily: "22:00" }',
    'its first start is at 2026-01-05T22:00:00, and the run ends at 2026-01-05T22:00:00.',
  ],
  [
    '',
    'schedule: { daily: "22:00", days: [sat] }',
    'its first start is at 2026-01-10T22:00:00, and without a horizon only those of a day are made.',
  ],
  [
    ', horizon: 1d',
    'schedule: { at: 2026-01-07T22:00 }',
    'its first start is at 2026-01-07T22:00:00, and the run ends at 2026-01-06T20:00:00.',
  ],
])('a job that has no session holds any window, so it is told: clock %j, %s', (clock, schedule, why) => {
  expect(found(clock, schedule)).toEqual([
    `job-never-starts at jobs.night: Job 'night' never starts in this run: ${why}`,
  ]);
});

test('a job after one that is switched off never starts either', () => {
  const chain = ['schedule: { daily: "22:00" }, enabled: false', 'schedule: { after: night }'];
  expect(found('', ...chain)).toEqual([
    "job-never-starts at jobs.next: Job 'next' never starts in this run: 'night', after which it comes, is switched off.",
  ]);
});
