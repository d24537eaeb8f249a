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

it('any day before 1970 comes back, too', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_000, max: 0 }), (days) => daysFromCivil(civilFromDays(days)) === days),
  );
});

it('knows the edges of leap years, of centuries and of the four hundred years after which all repeats', () => {
  // 10,957 days from 1970 to 2000, of which seven years were leap years; 36,525 more to 2100.
  expect(civilFromDays(11_016)).toEqual({ year: 2000, month: 2, day: 29 });
  expect(civilFromDays(11_017)).toEqual({ year: 2000, month: 3, day: 1 });
  expect(civilFromDays(47_540)).toEqual({ year: 2100, month: 2, day: 28 });
  expect(civilFromDays(47_541)).toEqual({ year: 2100, month: 3, day: 1 });
  expect(civilFromDays(10_956)).toEqual({ year: 1999, month: 12, day: 31 });
});

it('knows how long each month is', () => {
  const months = Array.from({ length: 12 }, (_, at) => daysInMonth(2023, at + 1));
  expect(months).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  expect([1900, 2000, 2023, 2024, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29, 28]);
});
