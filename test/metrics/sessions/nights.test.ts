import { describe, expect, test } from 'vitest';
import {
  longestNight,
  nightsOf,
  nightsSummary,
  severalNights,
} from '../../../src/metrics/sessions/nights.ts';
import { HOUR_US } from '../../../src/units/civil-time.ts';
import { night } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { sessionRow } from '../../report/sample-result.ts';

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
const nights = (...sessions: ReturnType<typeof session>[]) =>
  nightsOf(sessions, { clockStartUs: 18 * HOUR_US, follows: new Map([['copy', 'nightly']]) });

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

  test('no two nights share a day, though one may consist of what only began after noon', () => {
    // `nightly` starts twice in the first night and is left out; `copy` follows it at 14:00 of the next day.
    const found = nights(
      session('nightly', 4, 1),
      session('nightly', 16, 4),
      session('copy', 20, 1),
      session('c', 22, 1),
    );
    expect(found.map(({ day, startSeconds }) => [day, startSeconds / HOUR])).toEqual([
      [0, 20],
      [1, 22],
    ]);
  });

  test('a job that follows no other belongs to the night in which it starts, whatever ends then', () => {
    const found = nights(session('undefined', 16, 4), session('c', 20, 1));
    expect(found.map(({ day, startSeconds }) => [day, startSeconds / HOUR])).toEqual([
      [0, 16],
      [1, 20],
    ]);
  });

  test('a job that starts twice in one night is left out of all, and others stay', () => {
    const hourly = [4, 5, 6, 28].map((hour) => session('hourly', hour, 0.5));
    const found = nights(session('nightly', 4, 2), ...hourly, session('nightly', 28, 3));
    expect(found.map(({ window }) => window!.seconds)).toEqual([2 * HOUR - 60, 3 * HOUR - 60]);
    expect(nights(...hourly)).toEqual([]);
  });

  test('a session that begins at the end of the one that it follows belongs to its night, whatever the time', () => {
    // Until 13:00, then until 11:00 of the next day: of the second chain only the first job is after noon.
    const found = nights(
      session('nightly', 4, 15),
      session('copy', 19, 2),
      session('nightly', 28, 13),
      session('copy', 41, 1),
    );
    expect(found.map(({ startSeconds, window }) => [startSeconds / HOUR, window!.endSeconds / HOUR])).toEqual(
      [
        [4, 21],
        [28, 42],
      ],
    );
  });

  test('one that waited for its window to open belongs to the night in which it starts', () => {
    const found = nights(session('nightly', 4, 9), session('copy', 28, 1), session('nightly', 28, 3));
    expect(found.map(({ window }) => window!.endSeconds / HOUR)).toEqual([13, 31]);
  });

  test('the least time to spare counts, and a session that was cut has none', () => {
    const late = session('a', 4, 9);
    const cut = { ...session('b', 4, 1), endSeconds: null };
    const [found] = nights(late, session('c', 4, 1), cut);
    // 9 hours of 8 that are allowed.
    expect(found).toMatchObject({ spareSeconds: -HOUR, isCut: true });
  });

  test('a night without a session that was cut is whole, and nothing is to spare where no window closes', () => {
    const [found] = nights({ ...session('a', 4, 2), closesSeconds: null });
    expect(found).toMatchObject({ spareSeconds: null, isCut: false });
  });

  test('what its sessions moved is added up, night by night', () => {
    const tonight = { tasks: 7, succeeded: 5, readBytes: 3e9, transferredBytes: 1e9, failedVms: 2 };
    const beside = { tasks: 20, succeeded: 10, readBytes: 40e9, transferredBytes: 50e9, failedVms: 30 };
    const found = nights(
      { ...session('a', 4, 2), ...tonight },
      { ...session('b', 5, 2), ...beside },
      { ...session('a', 28, 2), ...tonight },
    );
    expect(found).toMatchObject([
      { tasks: 27, succeeded: 15, readBytes: 43e9, transferredBytes: 51e9, failedVms: 32 },
      tonight,
    ]);
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

  test('of a real chain that passes noon in its first night', () => {
    // 5400 GB take 15 h, until 13:00, and 360 GB of the follower another hour. In the last night 90% and 10% of that: 13.5 h
    // and 6 min. In between the follower begins after 22.5 h, so it takes less than 6 min.
    const { summary } = runText(
      night({
        clock: '{ start: 2026-01-05T20:00, horizon: 3d }',
        vms: `[
          { name: vm1, disks: [{ size: 5400 GB, datastore: ds1, changeRate: 90% }] },
          { name: vm2, disks: [{ size: 360 GB, datastore: ds1, changeRate: 10% }] }]`,
        jobs: `[
          { name: nightly, vms: [vm1], repository: repo, run: full, schedule: { daily: "22:00" } },
          { name: second, vms: [vm2], repository: repo, run: full, schedule: { after: nightly } }]`,
      }),
    );
    const hours = 3600;
    expect(summary.nights).toEqual({ count: 3, medianSeconds: 13.6 * hours, longestSeconds: 16 * hours });
  });
});

test('the longest night is the first of those with the longest window; a night in which nothing ran has none', () => {
  const found = nights(session('a', 4, 2), session('a', 28, 5), session('a', 52, 5), session('a', 76, null));
  expect(longestNight(found)!.startSeconds).toBe(28 * HOUR);
  expect(longestNight(nights(session('a', 4, null)))).toBeUndefined();
});

test('a run has several nights from the second on; of one with less nothing is told', () => {
  const two = { count: 2, medianSeconds: 60, longestSeconds: 90 };
  expect(severalNights({ nights: two })).toBe(two);
  expect(severalNights({ nights: { ...two, count: 1 } })).toBeUndefined();
  expect(severalNights({ nights: null })).toBeUndefined();
});
