import fc from 'fast-check';
import { expect, it } from 'vitest';
import { civilFromDays, daysFromCivil, daysInMonth, weekdayOf } from '../../src/units/civil-time.ts';

it('agrees with the platform on every day from 1970 to 2500', () => {
  for (let days = 0; days < 193_600; days += 1) {
    const platform = new Date(days * 86_400_000);
    const date = civilFromDays(days);
    expect([date.year, date.month, date.day]).toEqual([
      platform.getUTCFullYear(),
      platform.getUTCMonth() + 1,
      platform.getUTCDate(),
    ]);
    if (daysFromCivil(date) !== days) throw new Error(`day ${days} does not come back`);
    if (weekdayOf(days * 86_400e6) !== (platform.getUTCDay() + 6) % 7)
      throw new Error(`weekday of day ${days}`);
  }
});

it('counts weekdays from Monday, before 1970 too, and from midnight to midnight', () => {
  // 1970-01-01 was a Thursday, so days 4, 11, -3 and -10 are Mondays.
  const weekdays = (days: readonly number[]) => days.map((day) => weekdayOf(day * 86_400e6));
  expect(weekdays([0, 1, 2, 3, 4, 10, 11])).toEqual([3, 4, 5, 6, 0, 6, 0]);
  expect(weekdays([-1, -3, -4, -10, -11])).toEqual([2, 0, 6, 0, 6]);
  expect([weekdayOf(-1), weekdayOf(86_400e6 - 1)]).toEqual([2, 3]);
});

it('turns any day before 1970 into a date and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_000, max: 0 }), (days) => daysFromCivil(civilFromDays(days)) === days),
  );
});

it('dates the ends of February and of the year in 2000 (a leap year), 2100 (none) and 1999', () => {
  // 10,957 days from 1970 to 2000, of which seven years were leap years; 36,525 more to 2100.
  expect(civilFromDays(11_016)).toEqual({ year: 2000, month: 2, day: 29 });
  expect(civilFromDays(11_017)).toEqual({ year: 2000, month: 3, day: 1 });
  expect(civilFromDays(47_540)).toEqual({ year: 2100, month: 2, day: 28 });
  expect(civilFromDays(47_541)).toEqual({ year: 2100, month: 3, day: 1 });
  expect(civilFromDays(10_956)).toEqual({ year: 1999, month: 12, day: 31 });
});

it('gives the length of each month, of February in leap years and century years too', () => {
  const months = Array.from({ length: 12 }, (_, at) => daysInMonth(2023, at + 1));
  expect(months).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  expect([1900, 2000, 2023, 2024, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29, 28]);
});
