import { describe, expect, test } from 'vitest';
import { longestNight, nightsOf, nightsSummary } from '../../src/metrics/nights.ts';
import { HOUR_US } from '../../src/units/civil-time.ts';
import { night } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';
import { sessionRow } from '../report/sample-result.ts';

const HOUR = 3600;

/** A session that starts so many hours after the clock and works for as long, from its first minute on. */
const session = (job: string, startHour: number, hours: number | null) =>
  sessionRow({
    job,
    startSeconds: startHour * HOUR,
    endSeconds: (startHour + (hours ?? 0)) * HOUR,
    closesSeconds: (startHour + 8) * HOUR,
    window:
      hours === null
        ? null
        : {
            startSeconds: startHour * HOUR + 60,
            endSeconds: (startHour + hours) * HOUR,
            seconds: hours * HOUR - 60,
          },
  });

/** The clock starts at 18:00, so hour 18 is noon of the next day. */
const nights = (...sessions: ReturnType<typeof session>[]) => nightsOf(sessions, 18 * HOUR_US);

describe('the nights of a run', () => {
  test('last from noon to noon: 22:00, 01:00 and 11:00 are one night, 12:00 is the next', () => {
    const [first, second, ...more] = nights(
      session('a', 4, 2),
      session('b', 7, 3),
      session('c', 17, 1),
      session('d', 18, 1),
    );
    expect(more).toEqual([]);
    // From 22:01 to 12:00.
    expect(first!.window).toEqual({
      startSeconds: 4 * HOUR + 60,
      endSeconds: 18 * HOUR,
      seconds: 14 * HOUR - 60,
    });
    expect(second!.startSeconds).toBe(18 * HOUR);
  });

  test('a job that starts twice in one night is left out of all, and others stay', () => {
    const hourly = [4, 5, 6, 28].map((hour) => session('hourly', hour, 0.5));
    const found = nights(session('nightly', 4, 2), ...hourly, session('nightly', 28, 3));
    expect(found.map(({ window }) => window!.seconds)).toEqual([2 * HOUR - 60, 3 * HOUR - 60]);
    expect(nights(...hourly)).toEqual([]);
  });

  test('the least time to spare counts, and a session that was cut has none', () => {
    const late = session('a', 4, 9);
    const cut = { ...session('b', 4, 1), endSeconds: null };
    const [found] = nights(late, session('c', 4, 1), cut);
    // 9 hours of 8 that are allowed.
    expect(found).toMatchObject({ spareSeconds: -HOUR, isCut: true });
  });

  test('a night in which no task started counts, and has no window', () => {
    const found = nights(session('a', 4, 1), session('a', 28, null), session('a', 52, 4));
    expect(found.map(({ window }) => window?.seconds)).toEqual([HOUR - 60, undefined, 4 * HOUR - 60]);
    expect(nightsSummary(found)).toEqual({
      count: 3,
      // Of two: the mean of 3540 s and 14340 s.
      medianSeconds: 8940,
      longestSeconds: 14_340,
    });
    expect(nightsSummary(nights(session('a', 4, null)))).toBeNull();
  });

  test('of a real run: a full and two increments of a tenth', () => {
    // 100 GB at 100 MB/s, then 10 GB twice.
    const { summary } = runText(
      night({
        clock: '{ start: 2026-01-05T20:00, horizon: 3d }',
        vms: '[{ name: vm1, disks: [{ size: 100 GB, datastore: ds1, changeRate: 10% }] }]',
        jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "22:00" } }]',
      }),
    );
    expect(summary.nights).toEqual({ count: 3, medianSeconds: 100, longestSeconds: 1000 });
  });
});

test('the longest night is the first of those with the longest window; a night in which nothing ran has none', () => {
  const found = nights(session('a', 4, 2), session('a', 28, 5), session('a', 52, 5), session('a', 76, null));
  expect(longestNight(found)!.startSeconds).toBe(28 * HOUR);
  expect(longestNight(nights(session('a', 4, null)))).toBeUndefined();
});
