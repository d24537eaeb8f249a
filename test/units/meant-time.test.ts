import { describe, expect, it } from 'vitest';
import { meantDays, meantInterval, meantTimeOfDay } from '../../src/units/meant-time.ts';
import {
  parseDailyInterval,
  parseDateTime,
  parseTimeOfDay,
  parseWeekday,
} from '../../src/units/parse-time.ts';
import type { Quantity } from '../../src/units/quantity-problem.ts';
import { parseRunInstant } from '../../src/units/run-instant.ts';

const hintOf = (parsed: Quantity<unknown>) => (parsed.ok ? 'fine' : parsed.problem.hint);

describe('what people write for a time is understood for a hint', () => {
  it.each([
    ['10pm', '22:00'],
    ['10:30 p.m.', '22:30'],
    ['12am', '00:00'],
    ['12 PM', '12:00'],
    ['22h', '22:00'],
    ['22h30', '22:30'],
    ['22.15', '22:15'],
    ['2200', '22:00'],
    ['9', '09:00'],
    ['22:00 Uhr', '22:00'],
    ['“22:00”', '22:00'],
    ['midnight', '00:00'],
    ['24:00', '00:00'],
    ['24:30', undefined],
    ['13pm', undefined],
    ['0am', undefined],
    ['22:60', undefined],
    ['25', undefined],
    ['220', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('the time %j is %j', (text, meant) => expect(meantTimeOfDay(text)).toBe(meant));

  it.each([
    ['10pm-6am', '22:00-06:00'],
    ['22 to 6', '22:00-06:00'],
    ['22:00–06:00', '22:00-06:00'],
    ['8pm until midnight', '20:00-24:00'],
    ['24:00-06:00', '00:00-06:00'],
    ['22:00-22:00', undefined],
    ['22:00', undefined],
    ['mon-fri', undefined],
    ['1-2-3', undefined],
  ])('the interval %j is %j', (text, meant) => expect(meantInterval(text)).toBe(meant));

  it.each([
    ['weekdays', 'mon tue wed thu fri'],
    ['Mon-Fri', 'mon tue wed thu fri'],
    ['friday to monday', 'fri sat sun mon'],
    ['Sat, Sun', 'sat sun'],
    ['mon wed', 'mon wed'],
    ['Tuesday', 'tue'],
    ['mon-mon', undefined],
    ['mo-fr', undefined],
    ['mon, funday', undefined],
    ['', undefined],
  ])('the days %j are %j', (text, meant) => expect(meantDays(text)?.join(' ')).toBe(meant));
});

describe('a wrong time is answered with the right one', () => {
  it.each([
    ['10pm', 'Write 22:00.'],
    ['24:00', 'Write 00:00.'],
    ['late', 'Write for example 22:00.'],
    ['25:00', undefined],
  ])('time of day %j: %j', (text, hint) => expect(hintOf(parseTimeOfDay(text))).toBe(hint));

  it.each([
    ['22h-6h', 'Write 22:00-06:00.'],
    ['night', 'Write for example 22:00-06:00.'],
    ['08:00', 'Write for example 22:00-06:00, or 8h where a length is meant.'],
  ])('interval %j: %j', (text, hint) => expect(hintOf(parseDailyInterval(text))).toBe(hint));

  it.each([
    ['Monday', "Did you mean 'mon'?"],
    ['mon-wed', 'Write each day: mon, tue, wed.'],
    ['mo', 'Days are mon, tue, wed, thu, fri, sat, sun.'],
  ])('day %j: %j', (text, hint) => expect(hintOf(parseWeekday(text))).toBe(hint));

  it.each([
    ['05.01.2026 22:00', 'Write the year first, for example 2026-01-05T20:00.'],
    ['22:00', 'Write it with a date, for example 2026-01-05T22:00.'],
    ['2026-01-05T22:00+01:00', 'Leave the time zone out: times are local.'],
    ['tomorrow', 'Write for example 2026-01-05T20:00.'],
  ])('date and time %j: %j', (text, hint) => expect(hintOf(parseDateTime(text))).toBe(hint));

  it.each([
    ['10pm', 'Write 22:00.'],
    ['01/05/2026', 'Write the year first, for example 2026-01-05T20:00.'],
    ['22h', 'fine'],
  ])('time of a run %j: %j', (text, hint) => expect(hintOf(parseRunInstant(text))).toBe(hint));
});
