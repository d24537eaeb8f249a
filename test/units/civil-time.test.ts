import fc from 'fast-check';
import { expect, it } from 'vitest';
import { civilFromDays, daysFromCivil, weekdayOf } from '../../src/units/civil-time.ts';

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
