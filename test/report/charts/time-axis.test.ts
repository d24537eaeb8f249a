import { describe, expect, test } from 'vitest';
import { timeTicks } from '../../../src/report/charts/time-axis.ts';

/** Monday, 2026-01-05, 20:00. */
const MONDAY_EVENING = Date.UTC(2026, 0, 5, 20) * 1000;
const HOUR = 3600;

function shown(from: number, to: number, clockStartUs = MONDAY_EVENING): string[] {
  return timeTicks({ from, to }, clockStartUs).map(({ value, label }) => `${value} ${label.join(' ')}`);
}

describe('ticks of time', () => {
  test('are at whole hours of the clock, with the day where it changes', () => {
    expect(shown(0.5 * HOUR, 5 * HOUR).filter((_, i) => i % 2 === 1)).toEqual([
      '3600 21:00',
      '7200 22:00',
      '10800 23:00',
      '14400 00:00 Tue',
      '18000 01:00',
    ]);
  });

  test('of days show the date, of weeks are on Mondays', () => {
    const month = shown(0, 30 * 24 * HOUR);
    expect(month[0]).toBe(`${(7 * 24 - 20) * HOUR} Mon 01-12`);
    expect(shown(0, 10 * 24 * HOUR)[0]).toBe(`${4 * HOUR} Tue 01-06`);
  });

  test('of a run that takes no time are at most one, of a very short one show milliseconds', () => {
    expect(shown(0, 0)).toEqual(['0 20:00:00.000 Mon']);
    expect(shown(0, 0.02)[1]).toBe('0.01 20:00:00.010');
  });

  test('are never more than fit', () => {
    for (const length of [0.5, 7, 61, 1000, 5e4, 1e6, 1e7, 3e7]) {
      expect(timeTicks({ from: 12.3, to: 12.3 + length }, MONDAY_EVENING).length).toBeLessThanOrEqual(14);
    }
  });
});
