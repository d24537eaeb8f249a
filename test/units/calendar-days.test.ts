import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasDays, isOn, isWeekly, MONTHS, NO_DAYS, WEEKS_OF_MONTH } from '../../src/units/calendar-days.ts';
import { DAY_US, daysFromCivil, EVERY_DAY } from '../../src/units/civil-time.ts';
import { formatDateTime } from '../../src/units/format-quantity.ts';
import { isDayOf } from '../reference/simulator/recurring-days.ts';

const SAT = 5;
const from = daysFromCivil({ year: 2026, month: 1, day: 1 });

function datesOf(days: Parameters<typeof isOn>[0], count = 120): string[] {
  return Array.from({ length: count }, (_, i) => from + i)
    .filter((day) => isOn(days, day))
    .map((day) => formatDateTime(day * DAY_US).slice(5, 10));
}

describe('days of the calendar', () => {
  // Saturdays of 2026: 3, 10, 17, 24 and 31 January, 7 to 28 February and March, 4 to 25 April.
  test.each([
    ['first', ['01-03', '02-07', '03-07', '04-04']],
    ['second', ['01-10', '02-14', '03-14', '04-11']],
    ['third', ['01-17', '02-21', '03-21', '04-18']],
    ['fourth', ['01-24', '02-28', '03-28', '04-25']],
    ['last', ['01-31', '02-28', '03-28', '04-25']],
  ] as const)('the %s Saturday of each month', (week, dates) => {
    expect(datesOf({ weekdays: [SAT], weeks: [week] })).toEqual(dates);
  });

  test('several weeks, and only some months', () => {
    const days = { weekdays: [SAT], weeks: ['fourth', 'last'], months: [1, 4] } as const;
    expect(datesOf(days)).toEqual(['01-24', '01-31', '04-25']);
    expect(datesOf({ weekdays: [SAT], months: [3] })).toEqual(['03-07', '03-14', '03-21', '03-28']);
  });

  test('of every week, or of none', () => {
    expect(datesOf({ weekdays: [SAT] }, 20)).toEqual(['01-03', '01-10', '01-17']);
    expect(datesOf(NO_DAYS)).toEqual([]);
    expect([NO_DAYS, { weekdays: [SAT] }].map(hasDays)).toEqual([false, true]);
    expect([{ weekdays: [SAT] }, { weekdays: [SAT], months: [1] }].map(isWeekly)).toEqual([true, false]);
  });

  const someDays = fc.record(
    {
      weekdays: fc.subarray([...EVERY_DAY], { minLength: 1 }),
      weeks: fc.subarray([...WEEKS_OF_MONTH], { minLength: 1 }),
      months: fc.subarray(
        MONTHS.map((_, i) => i + 1),
        { minLength: 1 },
      ),
    },
    { requiredKeys: ['weekdays'] },
  );

  test('law: they are those that the calendar of the platform tells', () => {
    fc.assert(
      fc.property(someDays, fc.integer({ min: 0, max: 40_000 }), (days, day) => {
        expect(isOn(days, day)).toBe(isDayOf(days, day * DAY_US));
      }),
    );
  });
});
