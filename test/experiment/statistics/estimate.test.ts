import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  estimate,
  pairedDifference,
  relativePrecision,
} from '../../../src/experiment/statistics/estimate.ts';
import { proportion } from '../../../src/experiment/statistics/proportion.ts';

describe('an estimate', () => {
  test('by hand: 2, 4, 4, 4, 6 have mean 4, sd sqrt(2), and 4 ± 2.776 sqrt(2/5)', () => {
    const { mean, sd, ci95, p50, p95, p99, n } = estimate([4, 2, 4, 6, 4]);
    expect({ mean, p50, p95, p99, n }).toEqual({ mean: 4, p50: 4, p95: 6, p99: 6, n: 5 });
    expect(sd).toBeCloseTo(Math.SQRT2, 14);
    expect(ci95![0]).toBeCloseTo(4 - 2.7764451 * Math.sqrt(0.4), 6);
    expect(ci95![1]).toBeCloseTo(4 + 2.7764451 * Math.sqrt(0.4), 6);
  });

  test('of values that are large beside their spread keeps all its digits', () => {
    // Half of 100,001², 99,999² and 200,000². As the difference of two sums of large squares the last digits would be lost.
    const { mean, sd } = estimate([1e12 - 100_001, 1e12 - 99_999, 1e12 + 200_000]);
    expect([mean, sd]).toEqual([1e12, Math.sqrt(30_000_000_001)]);
  });

  test('of one replication has no spread and no interval', () => {
    expect(estimate([7])).toEqual({ mean: 7, sd: null, ci95: null, p50: 7, p95: 7, p99: 7, n: 1 });
    expect(relativePrecision(estimate([7]))).toBeNull();
  });

  test('of equal values is exact, whatever their digits', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
        fc.integer({ min: 2, max: 50 }),
        (value, n) => {
          const { sd, ci95 } = estimate(Array.from({ length: n }, () => value));
          expect(sd).toBe(0);
          expect(ci95![1] - ci95![0]).toBe(0);
        },
      ),
    );
  });

  test('a change without effect differs by exactly 0', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2 }),
        (values) => {
          expect(pairedDifference(values, values)).toMatchObject({ mean: 0, sd: 0, ci95: [0, 0], p99: 0 });
        },
      ),
    );
  });

  test('pairing cancels what both sides share: +1 on any sample is 1 with no uncertainty at all', () => {
    const before = [10, 500, 3000, 20, 7];
    expect(
      pairedDifference(
        before,
        before.map((value) => value + 1),
      ),
    ).toMatchObject({ mean: 1, sd: 0, ci95: [1, 1] });
    expect(() => pairedDifference([1], [])).toThrow(RangeError);
  });

  test('the interval covers the true mean in about 95 of 100 normal samples', () => {
    // Sums of twelve uniform numbers less 6 are as good as normal; 400 samples of 6 from a fixed generator.
    let state = 1;
    const uniform = () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    const normal = () => Array.from({ length: 12 }, uniform).reduce((sum, u) => sum + u, -6);
    const holds = Array.from({ length: 400 }, () => estimate(Array.from({ length: 6 }, normal)).ci95!).filter(
      ([low, high]) => low <= 0 && 0 <= high,
    ).length;
    // 380 expected, standard deviation 4.4: three of them to each side.
    expect(holds).toBeGreaterThan(366);
    expect(holds).toBeLessThan(394);
  });

  test('precision is the half-width over the mean', () => {
    const found = estimate([9, 10, 11]);
    // sd 1, t(2) = 4.303: 4.303 / sqrt(3) / 10.
    expect(relativePrecision(found)).toBeCloseTo(0.24841, 4);
    expect(relativePrecision(estimate([-1, 1]))).toBeNull();
    expect(relativePrecision(estimate([0, 0]))).toBe(0);
  });
});

describe('a proportion', () => {
  // Wilson's formula by hand with z² = 3.8415: 8 of 10 is (0.8 + 0.19207 ± 1.96 sqrt(0.016 + 0.0096)) / 1.38415.
  test.each([
    [8, 10, 0.4902, 0.9433],
    [20, 20, 0.8389, 1],
    [0, 10, 0, 0.2775],
    [5, 10, 0.2366, 0.7634],
  ])('%i of %i lies between %d and %d', (held, n, low, high) => {
    const { share, ci95 } = proportion(held, n);
    expect(share).toBe(held / n);
    expect(ci95[0]).toBeCloseTo(low, 4);
    expect(ci95[1]).toBeCloseTo(high, 4);
  });

  test('always contains the observed share and stays within 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, part) => {
          const { share, ci95 } = proportion(Math.round(part * n), n);
          expect(ci95[0]).toBeGreaterThanOrEqual(0);
          expect(ci95[0]).toBeLessThanOrEqual(share);
          expect(ci95[1]).toBeGreaterThanOrEqual(share);
          expect(ci95[1]).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('of nothing is refused', () => {
    expect(() => proportion(0, 0)).toThrow(RangeError);
    expect(() => proportion(3, 2)).toThrow(RangeError);
  });
});
