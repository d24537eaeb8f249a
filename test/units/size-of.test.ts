import { expect, test } from 'vitest';
import { isBareNumber, sizeOf } from '../../src/units/size-of.ts';

test.each([
  ['12', 12],
  ['0.5', 0.5],
  ['12%', 0.12],
  ['2 MB/s', 2e6],
  ['2 MB', 2e6],
  ['2min', 120_000_000],
  ['nbd', null],
  ['', null],
])('the value of %j in its base unit is %j', (text, size) => {
  expect(sizeOf(text)).toBe(size);
});

test('a bare number is one without a unit', () => {
  expect(['12', '0.5', '12%', '1e3', 'x'].map(isBareNumber)).toEqual([true, true, false, false, false]);
});
