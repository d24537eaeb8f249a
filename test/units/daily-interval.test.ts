import { expect, test } from 'vitest';
import { isInside, lengthOf } from '../../src/units/daily-interval.ts';

const HOUR = 3_600_000_000;
const DAY = { fromUs: 8 * HOUR, toUs: 18 * HOUR };
const NIGHT = { fromUs: 22 * HOUR, toUs: 6 * HOUR };
const WHOLE = { fromUs: 0, toUs: 24 * HOUR };

test.each([
  ['of the day', DAY, [8, 12, 17.5], [0, 7.5, 18, 23]],
  ['that passes midnight', NIGHT, [22, 23.5, 0, 5.5], [6, 12, 21.5]],
  ['of a whole day', WHOLE, [0, 12, 23.5], []],
])('an interval %s includes its beginning and excludes its end', (_, interval, inside, outside) => {
  expect(inside.filter((hour) => !isInside(interval, hour * HOUR))).toEqual([]);
  expect(outside.filter((hour) => isInside(interval, hour * HOUR))).toEqual([]);
});

test('an interval is up to a day long', () => {
  expect([DAY, NIGHT, WHOLE].map((interval) => lengthOf(interval) / HOUR)).toEqual([10, 8, 24]);
});
