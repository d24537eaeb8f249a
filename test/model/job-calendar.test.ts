import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextStart, weekday } from '../../src/model/job-calendar.ts';
import type { Schedule } from '../../src/scenario/job.ts';
import { formatDateTime } from '../../src/units/format-quantity.ts';

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;
const civil = (text: string) => Date.parse(`${text}Z`) * 1000;

/** The first `count` starts of a schedule from a civil time on, as civil times. */
function starts(schedule: Schedule, clockStart: string, count: number): string[] {
  const found: string[] = [];
  let from = 0;
  while (found.length < count) {
    const at = nextStart(schedule, civil(clockStart), from);
    if (at === undefined) break;
    found.push(formatDateTime(civil(clockStart) + at).slice(0, 16));
    from = at + 1;
  }
  return found;
}

/** Only the hours and minutes. */
const clockTimes = (list: readonly string[]) => list.map((text) => text.slice(11, 16));

describe('daily', () => {
  const at22: Schedule = { kind: 'daily', timeOfDayUs: 22 * HOUR, days: [0, 1, 2, 3, 4, 5, 6] };

  test('the first start is the same evening, then every evening', () => {
    expect(starts(at22, '2026-01-05T20:00', 2)).toEqual(['2026-01-05T22:00', '2026-01-06T22:00']);
  });

  test('a start that falls on the very instant counts', () => {
    expect(starts(at22, '2026-01-05T22:00', 1)).toEqual(['2026-01-05T22:00']);
  });

  test('a time of day that is past waits for the next day, over the end of a month and a leap day', () => {
    expect(starts(at22, '2026-01-31T23:00', 1)).toEqual(['2026-02-01T22:00']);
    expect(starts(at22, '2028-02-28T23:00', 2)).toEqual(['2028-02-29T22:00', '2028-03-01T22:00']);
  });

  test('only on its weekdays: 2026-01-05 is a Monday, so from Tuesday night the next are Friday and Monday', () => {
    const schedule: Schedule = { ...at22, days: [0, 4] };
    expect(starts(schedule, '2026-01-06T23:00', 3)).toEqual([
      '2026-01-09T22:00',
      '2026-01-12T22:00',
      '2026-01-16T22:00',
    ]);
  });

  test('one weekday, just missed, comes back in a week', () => {
    expect(starts({ ...at22, days: [0] }, '2026-01-05T22:01', 1)).toEqual(['2026-01-12T22:00']);
  });

  test('weekdays are right before 1970 too: 1969-12-28 was a Sunday', () => {
    expect(starts({ ...at22, days: [6] }, '1969-12-25T00:00', 1)).toEqual(['1969-12-28T22:00']);
  });
});

describe('every', () => {
  const every = (hours: number, offset = 0, within?: readonly [number, number]): Schedule => ({
    kind: 'every',
    everyUs: hours * HOUR,
    offsetUs: offset * HOUR,
    ...(within === undefined ? {} : { within: { fromUs: within[0] * HOUR, toUs: within[1] * HOUR } }),
  });

  test('counts from midnight', () => {
    expect(clockTimes(starts(every(6), '2026-01-05T20:00', 4))).toEqual(['00:00', '06:00', '12:00', '18:00']);
  });

  test('an offset shifts it', () => {
    expect(clockTimes(starts(every(4, 0.25), '2026-01-05T20:00', 3))).toEqual(['20:15', '00:15', '04:15']);
  });

  test('V31: a job every 4 h that ran from midnight to five starts next at eight', () => {
    expect(nextStart(every(4), civil('2026-01-05T00:00'), 5 * HOUR)).toBe(8 * HOUR);
  });

  test('V33: every 2 h between 09:00 and 17:00 starts at 09, 10, 12, 14 and 16', () => {
    expect(clockTimes(starts(every(2, 0, [9, 17]), '2026-01-05T08:30', 6))).toEqual([
      '09:00',
      '10:00',
      '12:00',
      '14:00',
      '16:00',
      '09:00',
    ]);
  });

  test('V32: every 4 h at quarter past from 19:00 to 08:00 skips 08:15 and starts when the interval opens', () => {
    expect(clockTimes(starts(every(4, 0.25, [19, 8]), '2026-01-05T00:00', 4))).toEqual([
      '00:15',
      '04:15',
      '19:00',
      '20:15',
    ]);
  });

  test('both ends of the interval belong to it', () => {
    expect(clockTimes(starts(every(1, 0, [9, 10]), '2026-01-05T00:00', 3))).toEqual([
      '09:00',
      '10:00',
      '09:00',
    ]);
  });

  test('an interval that holds back no slot adds none', () => {
    expect(clockTimes(starts(every(24, 12, [10, 13]), '2026-01-05T00:00', 2))).toEqual(['12:00', '12:00']);
  });

  test('a period that does not divide the day starts anew at midnight', () => {
    expect(clockTimes(starts(every(9), '2026-01-05T00:00', 4))).toEqual(['00:00', '09:00', '18:00', '00:00']);
  });

  test('a period of two days skips a day', () => {
    expect(starts(every(48, 22), '2026-01-05T20:00', 3)).toEqual([
      '2026-01-05T22:00',
      '2026-01-07T22:00',
      '2026-01-09T22:00',
    ]);
  });

  test('a period of 36 hours outside its interval waits for it to open', () => {
    // Slots: Monday 00:00 (held back to 20:00), Tuesday 12:00 (to 20:00), Thursday 00:00 (to 20:00).
    expect(starts(every(36, 0, [20, 23]), '2026-01-05T06:00', 3)).toEqual([
      '2026-01-05T20:00',
      '2026-01-06T20:00',
      '2026-01-08T20:00',
    ]);
  });

  test('a start is never before the instant asked for, and the next is later', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 72 }),
        fc.integer({ min: 0, max: 71 }),
        fc.option(fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 23 })), {
          nil: undefined,
        }),
        fc.nat({ max: 10 * DAY }),
        (hours, offset, within, from) => {
          const schedule = every(hours, offset % hours, within);
          const at = nextStart(schedule, civil('2026-01-05T20:00'), from);
          if (at === undefined) return;
          expect(at).toBeGreaterThanOrEqual(from);
          expect(nextStart(schedule, civil('2026-01-05T20:00'), at)).toBe(at);
        },
      ),
    ));
});

test('by hand and at instants start once each, in order', () => {
  expect(starts({ kind: 'manual', atUs: HOUR }, '2026-01-05T20:00', 5)).toEqual(['2026-01-05T21:00']);
  const at: Schedule = { kind: 'at', atUs: [0, 3 * HOUR] };
  expect(starts(at, '2026-01-05T20:00', 5)).toEqual(['2026-01-05T20:00', '2026-01-05T23:00']);
});

test('a chained job has no calendar of its own', () => {
  expect(nextStart({ kind: 'after', job: 'other' }, 0, 0)).toBeUndefined();
});

test('the day of the week, Monday 0, of days counted from Thursday 1970-01-01, before it too', () => {
  expect([0, 1, 2, 3, 4, 10, 11].map(weekday)).toEqual([3, 4, 5, 6, 0, 6, 0]);
  expect([-1, -3, -4, -10, -11].map(weekday)).toEqual([2, 0, 6, 0, 6]);
  // 2026-01-05 is a Monday, 2028-02-29 a Tuesday.
  const day = (text: string) => civil(`${text}T00:00`) / DAY;
  expect([weekday(day('2026-01-05')), weekday(day('2028-02-29'))]).toEqual([0, 1]);
});
