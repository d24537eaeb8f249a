import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knownMedian, mean, median, quantile } from '../../src/metrics/quantile.ts';

const samples = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), {
  minLength: 1,
  maxLength: 40,
});

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

test('a quantile is the smallest value of a sample such that at least that share is not above it', () => {
  fc.assert(
    fc.property(samples, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const found = quantile(values, share);
      const isEnough = (value: number) =>
        values.filter((other) => other <= value).length >= share * values.length;
      expect(values.some((value) => value === found)).toBe(true);
      expect(isEnough(found)).toBe(true);
      expect(values.filter((value) => value < found && isEnough(value))).toEqual([]);
    }),
    { seed: 20_261_128 },
  );
});

const TWENTY = Array.from({ length: 20 }, (_, k) => 20 - k);

test.each([
  [0.05, 1],
  [0.5, 10],
  [0.95, 19],
  [0.951, 20],
  [1, 20],
])('the %d quantile of 1 to 20 is %i', (share, value) => {
  expect(quantile(TWENTY, share)).toBe(value);
});

test('of one value every figure is that value, of none it is 0; numbers are not sorted as text', () => {
  expect([quantile([7], 0.5), median([7]), mean([7])]).toEqual([7, 7, 7]);
  expect([quantile([], 0.5), median([]), mean([])]).toEqual([0, 0, 0]);
  expect([quantile([9, 100, 10], 1), median([10, 9])]).toEqual([100, 9.5]);
});

test('a mean is the sum over the number', () => {
  expect(mean([1, 2, 6])).toBe(3);
});

test('a median is the middle value, or the mean of the two middle ones', () => {
  expect([median([3, 1, 2]), median([9, 1, 8, 2])]).toEqual([2, 5]);
  fc.assert(
    fc.property(samples, (values) => {
      const order = sorted(values);
      const [low, high] = [order[(order.length - 1) >> 1]!, order[order.length >> 1]!];
      // + 0 turns -0 into 0.
      expect(median(values) + 0).toBe((low + high) / 2 + 0);
    }),
    { seed: 20_261_128 },
  );
});

test('long samples of any shape: rising, falling, with few values, up and down, mixed', () => {
  const shapes = [
    (i: number) => i,
    (i: number) => -i,
    (i: number) => i % 3,
    (i: number) => Math.min(i, 4001 - i),
    (i: number) => (i * 7919) % 4003,
  ];
  for (const shape of shapes) {
    const values = Array.from({ length: 4001 }, (_, i) => shape(i));
    expect(median(values)).toBe(sorted(values)[2000]);
    expect(quantile(values, 0.95)).toBe(sorted(values)[3800]);
  }
});

test('the median of what is known leaves out the rest, and is unknown where nothing is known', () => {
  expect(knownMedian([5, undefined, 1, undefined])).toBe(3);
  expect(knownMedian([0, undefined])).toBe(0);
  expect(knownMedian([undefined])).toBeUndefined();
  expect(knownMedian([])).toBeUndefined();
});
