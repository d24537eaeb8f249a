import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowedSpan, nextStart } from '../../../src/model/jobs/job-calendar.ts';
import type { Schedule, Window } from '../../../src/scenario/job.ts';
import { formatDateTime } from '../../../src/units/format-quantity.ts';
import { joined, onDays } from '../../../src/units/weekly-interval.ts';

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;
const civil = (text: string) => Date.parse(`${text}Z`) * 1000;

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const NO_FULLS = { activeFullDays: { weekdays: [] }, syntheticFullDays: { weekdays: [] } };

/** Parts of the week, each from an hour to an hour on the days on which it begins. */
const openFor = (
  ...parts: readonly (readonly [from: number, to: number, days?: readonly number[]])[]
): Window => ({
  openings: joined(
    parts.flatMap(([from, to, days = EVERY_DAY]) => onDays({ fromUs: from * HOUR, toUs: to * HOUR }, days)),
  ),
  onClose: 'stop',
});

/** The first `count` starts of a schedule from a civil time on, as civil times. */
function starts(schedule: Schedule, clockStart: string, count: number, window?: Window): string[] {
  const found: string[] = [];
  let from = 0;
  while (found.length < count) {
    const at = nextStart({ schedule, ...NO_FULLS, ...(window && { window }) }, civil(clockStart), from);
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

  test('a start at exactly the given instant counts', () => {
    expect(starts(at22, '2026-01-05T22:00', 1)).toEqual(['2026-01-05T22:00']);
  });

  test('a time of day that has passed is due on the next day, also across the end of a month and a leap day', () => {
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

  test('a single weekday whose time has just passed is due in a week', () => {
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

  test('an offset shifts the starts', () => {
    expect(clockTimes(starts(every(4, 0.25), '2026-01-05T20:00', 3))).toEqual(['20:15', '00:15', '04:15']);
  });

  test('V31: a job every 4 h that ran from midnight to five starts next at eight', () => {
    expect(nextStart({ schedule: every(4), ...NO_FULLS }, civil('2026-01-05T00:00'), 5 * HOUR)).toBe(
      8 * HOUR,
    );
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

  test('an interval that holds back no start adds none', () => {
    expect(clockTimes(starts(every(24, 12, [10, 13]), '2026-01-05T00:00', 2))).toEqual(['12:00', '12:00']);
  });

  test('a period that does not divide the day restarts at midnight', () => {
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

  test('a start is never before the given instant, and the next one is later', () =>
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
          const at = nextStart({ schedule, ...NO_FULLS }, civil('2026-01-05T20:00'), from);
          if (at === undefined) return;
          expect(at).toBeGreaterThanOrEqual(from);
          expect(nextStart({ schedule, ...NO_FULLS }, civil('2026-01-05T20:00'), at)).toBe(at);
        },
      ),
    ));
});

describe('every, in an allowed window', () => {
  const every = (hours: number, offset = 0, within?: readonly [number, number]): Schedule => ({
    kind: 'every',
    everyUs: hours * HOUR,
    offsetUs: offset * HOUR,
    ...(within === undefined ? {} : { within: { fromUs: within[0] * HOUR, toUs: within[1] * HOUR } }),
  });

  test('V32: a start outside the window is held back until the window opens', () => {
    expect(clockTimes(starts(every(4, 0.25), '2026-01-05T00:00', 4, openFor([19, 8])))).toEqual([
      '00:15',
      '04:15',
      '19:00',
      '20:15',
    ]);
  });

  test('nothing starts at the end of a window: it is closed then', () => {
    expect(clockTimes(starts(every(1), '2026-01-05T00:00', 3, openFor([9, 11])))).toEqual([
      '09:00',
      '10:00',
      '09:00',
    ]);
  });

  test('with an interval as well, a start must be in both: the one may hold it back further than the other', () => {
    // Starts at 10 and 12; 14 to 22 are outside the one or the other until 09:00, when both are open.
    expect(clockTimes(starts(every(2, 0, [9, 17]), '2026-01-05T08:30', 4, openFor([6, 13])))).toEqual([
      '09:00',
      '10:00',
      '12:00',
      '09:00',
    ]);
  });

  test('if both have two parts of the day in common, a held-back start happens at the beginning of each', () => {
    // 20:00 to 10:00 and 08:00 to 22:00 have 08 to 10 and 20 to 22 in common. Slots 1, 8, 15 and 22 o'clock: at 08:00 and, for
    // the one of 15:00, at 20:00; 22:00 and 01:00 wait until 08:00, a slot itself.
    expect(clockTimes(starts(every(7, 1, [20, 10]), '2026-01-05T00:00', 4, openFor([8, 22])))).toEqual([
      '08:00',
      '20:00',
      '08:00',
      '20:00',
    ]);
    // Of slots at 09:00 and 21:00 none is owed.
    expect(clockTimes(starts(every(12, 9, [20, 10]), '2026-01-05T00:00', 3, openFor([8, 22])))).toEqual([
      '09:00',
      '21:00',
      '09:00',
    ]);
  });

  test('a period of 36 hours outside its window waits for it to open', () => {
    // Slots: Monday 00:00 (held back to 20:00), Tuesday 12:00 (to 20:00), Thursday 00:00 (to 20:00).
    expect(starts(every(36), '2026-01-05T06:00', 3, openFor([20, 23]))).toEqual([
      '2026-01-05T20:00',
      '2026-01-06T20:00',
      '2026-01-08T20:00',
    ]);
  });

  test('that is open only at the weekend: starts due during the week happen once, when it opens', () => {
    // Sat 08:00 to Sun 20:00, with a pause on Saturday from 20:00 to Sunday 08:00.
    expect(starts(every(6), '2026-01-05T20:00', 5, openFor([8, 20, [5, 6]]))).toEqual([
      '2026-01-10T08:00',
      '2026-01-10T12:00',
      '2026-01-10T18:00',
      '2026-01-11T08:00',
      '2026-01-11T12:00',
    ]);
  });

  test('a period of 36 hours waits for days on end', () => {
    // Slots: Monday 00:00, Tuesday 12:00, Thursday 00:00, Friday 12:00; Sunday 00:00; Monday 12:00 and so on to Sunday 12:00.
    expect(starts(every(36), '2026-01-05T06:00', 3, openFor([20, 23, [3, 6]]))).toEqual([
      '2026-01-08T20:00',
      '2026-01-11T20:00',
      '2026-01-15T20:00',
    ]);
  });

  test('of a week, hour by hour: a due start happens at once if the hour is allowed, otherwise in the next allowed hour', () => {
    const DAY_HOURS = 24;
    const WEEK_HOURS = 7 * DAY_HOURS;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.nat({ max: 23 }),
        fc.uniqueArray(fc.nat({ max: WEEK_HOURS - 1 }), { minLength: 1, maxLength: 40 }),
        (hours, offset, allowedHours) => {
          const allowed = new Set(allowedHours);
          const parts = allowedHours.map((hour) => {
            const from = hour % DAY_HOURS;
            return [from, from + 1, [Math.floor(hour / DAY_HOURS)]] as const;
          });
          const expected: number[] = [];
          let isOwed = false;
          for (let t = -WEEK_HOURS; t < 2 * WEEK_HOURS; t++) {
            const ofDay = (t + WEEK_HOURS) % DAY_HOURS;
            const isSlot = ofDay >= offset % hours && (ofDay - (offset % hours)) % hours === 0;
            const may = allowed.has((t + WEEK_HOURS) % WEEK_HOURS);
            if (may && t >= 0 && (isSlot || isOwed)) expected.push(t);
            isOwed = !may && (isOwed || isSlot);
          }
          const found: number[] = [];
          for (let from = 0; ; ) {
            const job = { schedule: every(hours, offset % hours), ...NO_FULLS, window: openFor(...parts) };
            const at = nextStart(job, civil('2026-01-05T00:00'), from);
            if (at === undefined || at >= 2 * WEEK_HOURS * HOUR) break;
            found.push(at / HOUR);
            from = at + 1;
          }
          expect(found).toEqual(expected);
        },
      ),
    );
  });

  test('a due start in both intervals happens at once, any other one when both are next open', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        hour,
        fc.uniqueArray(hour, { minLength: 2, maxLength: 2 }),
        fc.uniqueArray(hour, { minLength: 2, maxLength: 2 }),
        (hours, offset, [from, to], [opens, closes]) => {
          const schedule = every(hours, offset % hours, [from!, to!]);
          const [inSchedule, inWindow] = [from! < to!, opens! < closes!].map((ordered, i) => {
            const [a, b] = i === 0 ? [from!, to!] : [opens!, closes!];
            return (t: number) => (ordered ? t >= a && t < b : t >= a || t < b);
          }) as [(t: number) => boolean, (t: number) => boolean];
          // Hour by hour over three days: a slot starts at once if it may, else at the next hour at which it may.
          const expected: number[] = [];
          let isOwed = false;
          for (let t = -24; t < 72; t++) {
            const ofDay = (t + 24) % 24;
            const isSlot = ofDay >= offset % hours && (ofDay - (offset % hours)) % hours === 0;
            const may = (inSchedule(ofDay) || ofDay === to) && inWindow(ofDay);
            if (may && t >= 0 && (isSlot || isOwed)) expected.push(t);
            isOwed = !may && (isOwed || isSlot);
          }
          if (expected.length === 0) return;
          const found: number[] = [];
          for (let at: number | undefined = 0; at !== undefined && found.length < expected.length; ) {
            at = nextStart(
              { schedule, ...NO_FULLS, window: openFor([opens!, closes!]) },
              civil('2026-01-05T00:00'),
              at,
            );
            if (at === undefined || at >= 72 * HOUR) break;
            found.push(at / HOUR);
            at += 1;
          }
          expect(found).toEqual(expected);
        },
      ),
    );
  });
});

describe('the allowed span of a session', () => {
  const midnight = civil('2026-01-05T00:00');
  const night = openFor([22, 6]);
  const span = (window: Window | undefined, chainStart: number, due: number) => {
    const at = { chainStartUs: chainStart * HOUR, dueUs: due * HOUR };
    const { opensAtUs, closesAtUs } = allowedSpan(window, midnight, at);
    return [opensAtUs / HOUR, closesAtUs / HOUR];
  };

  test('as a length counts from the time when the session is due; without a window it never closes', () => {
    expect(span({ lengthUs: 8 * HOUR, onClose: 'stop' }, 20, 23)).toEqual([23, 31]);
    expect(span(undefined, 20, 23)).toEqual([23, Number.POSITIVE_INFINITY]);
  });

  test('as a part of the day is the first one that has not ended when its chain starts, open or not', () => {
    // Begun at 23:00 or at 05:00: until 06:00. Begun at 20:00: from 22:00 on, for whatever follows, late or not.
    expect(span(night, 23, 23)).toEqual([22, 30]);
    expect(span(night, 5, 5)).toEqual([-2, 6]);
    expect(span(night, 20, 21)).toEqual([22, 30]);
    expect(span(night, 20, 31)).toEqual([22, 30]);
    // At its very end it has ended.
    expect(span(night, 6, 7)).toEqual([22, 30]);
  });

  test('as parts of the week is the next one to end, however many days later', () => {
    // The nights to Tuesday to Friday from 22:00 to 06:00, and from Friday 20:00 to Monday 06:00. Monday is day 0.
    const week = openFor([22, 6, [0, 1, 2, 3]], [20, 24, [4]], [0, 24, [5, 6]], [0, 6, [0]]);
    expect(span(week, 0, 0)).toEqual([-52, 6]);
    expect(span(week, 6, 6)).toEqual([22, 30]);
    // Friday 06:00 is hour 102, Friday 20:00 hour 116, the next Monday 06:00 hour 174.
    expect(span(week, 102, 102)).toEqual([116, 174]);
    expect(span(week, 168, 169)).toEqual([116, 174]);
    // Open on Sunday from 08:00 to 12:00 alone: hours 152 to 156, and a week later.
    expect(span(openFor([8, 12, [6]]), 10, 10)).toEqual([152, 156]);
    expect(span(openFor([8, 12, [6]]), 156, 156)).toEqual([320, 324]);
  });
});

test('manual starts and starts at instants happen once each, in order', () => {
  expect(starts({ kind: 'manual', atUs: HOUR }, '2026-01-05T20:00', 5)).toEqual(['2026-01-05T21:00']);
  const at: Schedule = { kind: 'at', atUs: [0, 3 * HOUR] };
  expect(starts(at, '2026-01-05T20:00', 5)).toEqual(['2026-01-05T20:00', '2026-01-05T23:00']);
});

test('a chained job has no starts of its own', () => {
  expect(nextStart({ schedule: { kind: 'after', job: 'other' }, ...NO_FULLS }, 0, 0)).toBeUndefined();
});
