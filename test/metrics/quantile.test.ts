import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, quantile } from '../../src/metrics/quantile.ts';

const samples = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), {
  minLength: 1,
  maxLength: 40,
});

/** The definition, by sorting. */
const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

test('a quantile is the smallest value that its share does not exceed, in whatever order they come', () => {
  fc.assert(
    fc.property(samples, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const rank = Math.max(1, Math.ceil(share * values.length));
      expect(quantile(values, share)).toBeCloseTo(sorted(values)[rank - 1]!, 12);
    }),
    { seed: 20_261_128 },
  );
});

test('a median is the middle one, of an even number the mean of the two in the middle', () => {
  fc.assert(
    fc.property(samples, (values) => {
      const order = sorted(values);
      const [low, high] = [order[(order.length - 1) >> 1]!, order[order.length >> 1]!];
      expect(median(values) + 0).toBe((low + high) / 2 + 0);
    }),
    { seed: 20_261_128 },
  );
  expect([median([]), quantile([], 0.5)]).toEqual([0, 0]);
});

test('long samples in any shape: rising, falling, of few values, up and down', () => {
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
