import { expect, test } from 'vitest';
import { unstartedJobs } from '../../../src/policy/preflight/unstarted-jobs.ts';
import { modelOf } from '../../helpers/night.ts';

const CLOCK = 'start: 2026-01-05T20:00';
/** Of one job, or of two, of which the first is called `night`. A Monday. */
const unstarted = (clock: string, ...schedules: readonly string[]) =>
  unstartedJobs(
    modelOf({
      clock: `{ ${CLOCK}${clock} }`,
      jobs: `[${schedules
        .map((more, i) => `{ name: ${i === 0 ? 'night' : 'next'}, vms: ["*"], repository: repo, ${more} }`)
        .join(', ')}]`,
    }),
  );
const found = (clock: string, ...schedules: readonly string[]) =>
  unstarted(clock, ...schedules).map(({ code, path, message }) => `${code} at ${path}: ${message}`);

test.each([
  ['', 'schedule: { daily: "22:00" }'],
  [', horizon: 2h 1s', 'schedule: { daily: "22:00" }'],
  [', horizon: 6d', 'schedule: { daily: "22:00", days: [sat] }'],
  ['', 'schedule: { at: 2026-03-01T22:00 }'],
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
    'its first start is at 2026-01-10T22:00:00, and without a horizon only the starts of one day are made.',
  ],
  [
    ', horizon: 1d',
    'schedule: { at: 2026-01-07T22:00 }',
    'its first start is at 2026-01-07T22:00:00, and the run ends at 2026-01-06T20:00:00.',
  ],
])(
  'a job without a session would appear to keep any window, so it is reported: clock %j, %s',
  (clock, schedule, why) => {
    expect(found(clock, schedule)).toEqual([
      `job-never-starts at jobs.night: Job 'night' never starts in this run: ${why}`,
    ]);
  },
);

test('a job after one that never starts is reported, too, however long the chain', () => {
  const chain = ['schedule: { daily: "22:00" }', 'schedule: { after: night }'];
  expect(found(', horizon: 1h', ...chain)).toEqual([
    "job-never-starts at jobs.night: Job 'night' never starts in this run: its first start is at 2026-01-05T22:00:00, and the run ends at 2026-01-05T21:00:00.",
    "job-never-starts at jobs.next: Job 'next' never starts in this run: 'night', which it follows, never starts either.",
  ]);
});

test('a job is judged by the one that it follows, wherever that stands in the list', () => {
  const saturdays = 'schedule: { daily: "22:00", days: [sat] }';
  const [first, last] = found('', 'schedule: { after: next }', saturdays);
  expect(first).toContain(
    "Job 'night' never starts in this run: 'next', which it follows, never starts either.",
  );
  expect(last).toContain("Job 'next' never starts in this run: its first start is at 2026-01-10T22:00:00");
  expect(found('', 'schedule: { after: next }', 'schedule: { daily: "22:00" }')).toEqual([]);
});

test.each([
  [', horizon: 3h', 'window: "22:00-06:00"', undefined],
  // The chain begins at 20:30, so that its window is that of this night, late or not.
  [', horizon: 3h', 'window: "19:00-21:00"', undefined],
  [', horizon: 2h', 'window: "22:00-06:00"', '2026-01-05T22:00:00, and the run ends at 2026-01-05T22:00:00'],
  [
    ', horizon: 3d',
    'window: [{ days: [fri], within: "20:00-24:00" }]',
    '2026-01-09T20:00:00, and the run ends at 2026-01-08T20:00:00',
  ],
  ['', 'window: [{ days: [fri], within: "20:00-24:00" }]', undefined],
])('a chained job whose window opens after the end of the run: clock %j, %s', (clock, window, why) => {
  const chain = ['schedule: { daily: "20:30" }', `schedule: { after: night }, ${window}`];
  const told = `job-never-starts at jobs.next: Job 'next' never starts in this run: its window opens at ${why}.`;
  expect(found(clock, ...chain)).toEqual(why === undefined ? [] : [told]);
});

test('a job that is switched off is not reported, unless all are', () => {
  const off = 'schedule: { daily: "22:00", days: [sat] }, enabled: false';
  expect(found('', 'schedule: { daily: "22:00" }', off)).toEqual([]);
  expect(found('', off, off)).toEqual([
    'job-never-starts at jobs.night: All jobs are switched off, so nothing runs.',
  ]);
});

test('a job after one that is switched off never starts either', () => {
  const chain = ['schedule: { daily: "22:00" }, enabled: false', 'schedule: { after: night }'];
  expect(found('', ...chain)).toEqual([
    "job-never-starts at jobs.next: Job 'next' never starts in this run: 'night', which it follows, is switched off.",
  ]);
});

test('what to do about a job that follows one that does not start is about that one', () => {
  const hints = (first: string) =>
    unstarted(', horizon: 1d', `schedule: ${first}`, 'schedule: { after: night }').map(({ path, hint }) => [
      path,
      hint,
    ]);
  expect(hints('{ daily: "22:00" }, enabled: false')).toEqual([
    ['jobs.next', "Switch 'night' on, give 'next' a schedule of its own, or set 'enabled: false'."],
  ]);
  expect(hints('{ at: 2026-01-07T22:00 }')[1]).toEqual([
    'jobs.next',
    "Let 'night' start, give 'next' a schedule of its own, or set 'enabled: false'.",
  ]);
});
