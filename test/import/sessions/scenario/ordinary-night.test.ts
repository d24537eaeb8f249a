import { describe, expect, test } from 'vitest';
import { ordinaryNight } from '../../../../src/import/sessions/scenario/ordinary-night.ts';
import { formatDateTime } from '../../../../src/units/format-quantity.ts';
import { at } from '../past.ts';

type Habits = Parameters<typeof ordinaryNight>[0][number];

const daily = (time: string, days?: readonly string[]): Habits => ({
  schedule: { daily: time, ...(days === undefined ? {} : { days }) },
});

/** The last session is on Thursday, the 18th of January 2024, at 22:00, unless told otherwise. */
const begins = (...plans: readonly Habits[]) => formatDateTime(ordinaryNight(plans, at(18, 22))).slice(0, 16);

describe('the clock of an ordinary night begins', () => {
  test('a full hour or two before the job after the longest pause, whatever the order of the jobs', () => {
    // The pauses end at 02:00 after 4 h, at 13:10 after 11 h 10 min, at 22:00 after 8 h 50 min.
    expect(begins(daily('22:00'), daily('02:00'), daily('13:10'))).toBe('2024-01-18T12:00');
    // At 01:00 after 1 h, at 23:59 after 22 h 59 min.
    expect(begins(daily('01:00'), daily('23:59'))).toBe('2024-01-18T22:00');
    expect(begins(daily('00:10'))).toBe('2024-01-17T23:00');
  });

  test('at noon where no job runs once a day', () => {
    expect(begins({ schedule: { every: '4h' } })).toBe('2024-01-18T12:00');
  });

  test('on the last day on which most jobs run: after midnight belongs to the evening before', () => {
    expect(begins(daily('22:00'), daily('23:00', ['sat']))).toBe('2024-01-13T21:00');
    expect(begins(daily('22:00'), daily('01:00', ['sun']))).toBe('2024-01-13T21:00');
    expect(begins(daily('22:00', ['mon', 'tue']))).toBe('2024-01-16T21:00');
  });

  test('and of such days on the last one with the fewest fulls', () => {
    const full = { days: ['thu', 'wed'] };
    expect(begins({ ...daily('22:00'), activeFull: full })).toBe('2024-01-16T21:00');
    expect(begins({ ...daily('22:00'), syntheticFull: full })).toBe('2024-01-16T21:00');
    // One full is better than two, and one job less is worse than both.
    const both = [
      { ...daily('22:00', ['wed', 'thu']), activeFull: full },
      { ...daily('23:00'), activeFull: { days: ['thu'] } },
    ];
    expect(begins(...both)).toBe('2024-01-17T21:00');
  });
});
