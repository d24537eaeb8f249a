import { expect, test } from 'vitest';
import { wallClock } from '../../../src/report/wording/clock.ts';
import { MONDAY_20_00_US } from '../sample-result.ts';

const clock = wallClock(MONDAY_20_00_US);

test('seconds of the run become a weekday and a time', () => {
  expect(clock(0)).toBe('Mon 20:00');
  expect(clock(7 * 3600 + 12 * 60)).toBe('Tue 03:12');
});

test('half a minute is rounded up, also over midnight', () => {
  expect(clock(4 * 3600 - 31)).toBe('Mon 23:59');
  expect(clock(4 * 3600 - 30)).toBe('Tue 00:00');
});

test('with seconds, only fractions of a second are rounded up', () => {
  const exact = wallClock(MONDAY_20_00_US, 'second');
  expect(exact(4 * 3600 - 31)).toBe('Mon 23:59:29');
  expect(exact(4 * 3600 - 0.4)).toBe('Tue 00:00:00');
});

test('after most of a week the date is added', () => {
  expect(clock(8 * 86_400)).toBe('Tue 2026-01-13 20:00');
});
