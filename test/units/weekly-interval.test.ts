import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isWholeWeek,
  isWithin,
  joined,
  onDays,
  timeOfWeekOf,
  untilBegin,
  untilChange,
  untilEnd,
} from '../../src/units/weekly-interval.ts';

const HOUR = 3_600_000_000;
const WEEK_HOURS = 168;
const interval = (from: number, to: number) => ({ fromUs: from * HOUR, toUs: to * HOUR });

describe('parts of the week', () => {
  test('count from Monday 00:00: 1970-01-01 was a Thursday, 2026-01-11 a Sunday', () => {
    expect(timeOfWeekOf(0)).toBe(72 * HOUR);
    expect(timeOfWeekOf(-1)).toBe(72 * HOUR - 1);
    expect(timeOfWeekOf(Date.parse('2026-01-11T23:00Z') * 1000)).toBe(167 * HOUR);
    expect(timeOfWeekOf(Date.parse('2026-01-12T00:00Z') * 1000)).toBe(0);
  });

  test('begin on their days, and end on the next day if they pass midnight', () => {
    expect(onDays(interval(22, 6), [0, 6])).toEqual([interval(22, 30), interval(166, 174)]);
    expect(onDays(interval(0, 24), [1])).toEqual([interval(24, 48)]);
  });

  test('include their beginning and exclude their end, also across the end of the week', () => {
    const sunday = interval(166, 174);
    expect([165, 166, 167, 0, 5, 6].map((hour) => isWithin(sunday, hour * HOUR))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  test('begin in 0 us at their beginning, and end in a week at their end', () => {
    const sunday = interval(166, 174);
    expect([untilBegin(sunday, 166 * HOUR), untilBegin(sunday, 6 * HOUR)]).toEqual([0, 160 * HOUR]);
    expect([untilEnd(sunday, 166 * HOUR), untilEnd(sunday, 0)]).toEqual([8 * HOUR, 6 * HOUR]);
    expect(untilEnd(sunday, 6 * HOUR)).toBe(WEEK_HOURS * HOUR);
  });

  test('change next at the nearest beginning or end, never at once', () => {
    const both = [interval(1, 3), interval(166, 168)];
    const next = [0, 1, 2, 3, 166, 167].map((hour) => untilChange(both, hour * HOUR) / HOUR);
    expect(next).toEqual([1, 2, 1, 163, 2, 1]);
    // Alone it begins where it ends, a week later.
    expect(untilChange([interval(1, 3)], 3 * HOUR)).toBe(166 * HOUR);
  });

  test('are joined across the end of the week; a single whole week stays as it is', () => {
    // Monday 0 to 6 follows Sunday 22 to 24.
    expect(joined([interval(0, 6), interval(30, 31), interval(166, 168)])).toEqual([
      interval(30, 31),
      interval(166, 174),
    ]);
    expect(joined([interval(0, 6), interval(166, 167)])).toEqual([interval(0, 6), interval(166, 167)]);
    expect(joined([interval(0, 168)])).toEqual([interval(0, 168)]);
    expect(joined([])).toEqual([]);
    expect([[interval(0, 168)], [interval(0, 167)], [interval(5, 173)], []].map(isWholeWeek)).toEqual([
      ...[true, false, true, false],
    ]);
  });

  test('cover the same hours when joined, and none of them touch', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: WEEK_HOURS - 1 }), { minLength: 1 }), (hours) => {
        const found = joined(hours.map((hour) => interval(hour, hour + 1)));
        const open = Array.from({ length: WEEK_HOURS }, (_, hour) =>
          found.some((one) => isWithin(one, hour * HOUR)),
        );
        expect(open).toEqual(open.map((_, hour) => hours.includes(hour)));
        expect(isWholeWeek(found)).toBe(new Set(hours).size === WEEK_HOURS);
        const ends = found.map(({ toUs }) => (toUs / HOUR) % WEEK_HOURS);
        if (!isWholeWeek(found)) for (const end of ends) expect(hours).not.toContain(end);
        // As many as there are hours that are in while the one before is not.
        const begins = hours.filter((hour) => !hours.includes((hour + WEEK_HOURS - 1) % WEEK_HOURS));
        if (!isWholeWeek(found)) expect(found).toHaveLength(begins.length);
      }),
    ));
});
