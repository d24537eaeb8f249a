import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClockTick, clockTicks } from '../../../src/report/charts/clock-ticks.ts';

/** Monday, 2026-01-05, 20:00. */
const MONDAY_EVENING = Date.UTC(2026, 0, 5, 20) * 1000;
const HOUR = 3600;
const DAY = 24 * HOUR;

const words = ({ time, day }: ClockTick) => (time === null ? day : `${day} ${time}`);

describe('ticks of the clock', () => {
  test('are at whole hours in a night', () => {
    expect(clockTicks({ from: 0, to: 6 * HOUR }, MONDAY_EVENING, 6).map(words)).toEqual([
      'Mon 20:00',
      'Mon 21:00',
      'Mon 22:00',
      'Mon 23:00',
      'Tue 00:00',
      'Tue 01:00',
      'Tue 02:00',
    ]);
  });

  test('are at midnights in some days, and on Mondays in some weeks', () => {
    expect(clockTicks({ from: 0, to: 3 * DAY }, MONDAY_EVENING, 4).map(words)).toEqual(['Tue', 'Wed', 'Thu']);
    const quarter = clockTicks({ from: 0, to: 90 * DAY }, MONDAY_EVENING, 4);
    expect(quarter.map(({ day }) => day.slice(0, 'Mon'.length))).toEqual(['Mon', 'Mon', 'Mon']);
  });

  test('are as exact as they are apart, wherever in the run they are', () => {
    const from = 20 * DAY;
    const shown = (length: number) => clockTicks({ from, to: from + length }, MONDAY_EVENING, 6).map(words);
    expect(shown(6 * HOUR).slice(0, 2)).toEqual(['Sun 20:00', 'Sun 21:00']);
    expect(shown(6 * 60).slice(0, 2)).toEqual(['Sun 20:00', 'Sun 20:01']);
    expect(shown(6).slice(0, 2)).toEqual(['Sun 20:00:00', 'Sun 20:00:01']);
    expect(shown(0.5).slice(0, 2)).toEqual(['Sun 20:00:00.000', 'Sun 20:00:00.100']);
    // The weekday tells the day in a range of up to a week.
    expect(shown(7 * DAY)).toEqual(['Tue', 'Thu', 'Sat']);
    expect(shown(8 * DAY)[0]).toMatch(/^... \d\d-\d\d$/);
  });

  test('are within the range, equally far apart, and as many as fit or one more', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0.1, max: 1e7, noNaN: true }),
        fc.integer({ min: 5, max: 40 }),
        (from, length, most) => {
          const to = from + length;
          const ticks = clockTicks({ from, to }, MONDAY_EVENING, most).map(({ seconds }) => seconds);
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
          expect(ticks.every((at) => at >= from - 1e-6 && at <= to + 1e-6)).toBe(true);
          const gaps = ticks.slice(1).map((at, i) => at - ticks[i]!);
          for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0]!, 5);
        },
      ),
    );
  });
});
