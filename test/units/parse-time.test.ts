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
    ['22:00:60', 'out-of-range'],
    ['122:00', 'bad-quantity'],
    ['22:001', 'bad-quantity'],
  ])('the time of day %j is %j', (text, expected) => expect(resultOf(parseTimeOfDay(text))).toBe(expected));

  it.each([
    ['22:00-06:00', { fromUs: 79_200e6, toUs: 21_600e6 }],
    ['00:00 - 24:00', { fromUs: 0, toUs: 86_400e6 }],
    ['08:00-08:00', 'out-of-range'],
    ['08:00', 'bad-quantity'],
    ['25:00-08:00', 'out-of-range'],
    ['08:00-25:00', 'out-of-range'],
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
    ['2026-12-31', 1_798_675_200e6],
    ['2026-13-01', 'out-of-range'],
    ['2026-00-01', 'out-of-range'],
    ['2026-01-00', 'out-of-range'],
    ['2026-01-05T24:00', 'out-of-range'],
    ['on 2026-01-05', 'bad-quantity'],
    // 2^53 microseconds are 285 years.
    ['2256-01-01', 'out-of-range'],
    ['1969-12-31', 'out-of-range'],
    ['2026-01-05T20:00Z', 'bad-quantity'],
    ['2026-01-05T20:00+01:00', 'bad-quantity'],
    ['tomorrow', 'bad-quantity'],
  ])('the date %j is %j', (text, expected) => expect(resultOf(parseDateTime(text))).toBe(expected));
});

describe('the hint', () => {
  const hintOf = (parsed: Quantity<unknown>) => (parsed.ok ? undefined : parsed.problem.hint);

  it.each([
    ['Monday', "Did you mean 'mon'?"],
    [' SUN ', "Did you mean 'sun'?"],
    ['someday', 'Days are mon, tue, wed, thu, fri, sat, sun.'],
  ])('of the weekday %j is %j', (text, hint) => expect(hintOf(parseWeekday(text))).toBe(hint));

  it.each([
    ['2026-01-05T20:00Z', 'Leave the time zone out: times are local.'],
    ['2026-01-05T20:00+01:00 ', 'Leave the time zone out: times are local.'],
    ['2026-01-05T20:00-0530', 'Leave the time zone out: times are local.'],
    ['2026-01-05T20:00Zulu', 'Write for example 2026-01-05T20:00.'],
    ['tomorrow', 'Write for example 2026-01-05T20:00.'],
  ])('of the date %j is %j', (text, hint) => expect(hintOf(parseDateTime(text))).toBe(hint));
});
