import { describe, expect, it } from 'vitest';
import {
  parseDailyInterval,
  parseDateTime,
  parseTimeOfDay,
  parseWeekday,
} from '../../src/units/parse-time.ts';
import type { Quantity } from '../../src/units/quantity-problem.ts';

const resultOf = <T>(parsed: Quantity<T>) => (parsed.ok ? parsed.value : parsed.problem.code);

describe('times', () => {
  it.each([
    ['22:00', 79_200e6],
    ['22:00:30', 79_230e6],
    ['00:00', 0],
    ['24:00', 'out-of-range'],
    ['22:60', 'out-of-range'],
    ['22', 'bad-quantity'],
  ])('the time of day %j is %j', (text, expected) => expect(resultOf(parseTimeOfDay(text))).toBe(expected));

  it.each([
    ['22:00-06:00', { fromUs: 79_200e6, toUs: 21_600e6 }],
    ['00:00 - 24:00', { fromUs: 0, toUs: 86_400e6 }],
    ['08:00-08:00', 'out-of-range'],
    ['08:00', 'bad-quantity'],
  ])('the interval %j is %j', (text, expected) =>
    expect(resultOf(parseDailyInterval(text))).toEqual(expected),
  );

  it.each([
    ['mon', 0],
    ['sun', 6],
    ['Monday', 'bad-quantity'],
  ])('the weekday %j is %j', (text, expected) => expect(resultOf(parseWeekday(text))).toBe(expected));

  it.each([
    ['1970-01-01', 0],
    ['1970-01-02T00:00:01', 86_401e6],
    ['2026-01-05T20:00', 1_767_643_200e6],
    ['2026-01-05 20:00', 1_767_643_200e6],
    ['2024-02-29T00:00', 1_709_164_800e6],
    ['2023-02-29T00:00', 'out-of-range'],
    ['2100-02-29T00:00', 'out-of-range'],
    ['2026-13-01', 'out-of-range'],
    ['1969-12-31', 'out-of-range'],
    ['2026-01-05T20:00Z', 'bad-quantity'],
    ['2026-01-05T20:00+01:00', 'bad-quantity'],
    ['tomorrow', 'bad-quantity'],
  ])('the date %j is %j', (text, expected) => expect(resultOf(parseDateTime(text))).toBe(expected));
});
