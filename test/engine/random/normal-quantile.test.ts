import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../../src/engine/random/normal-quantile.ts';

describe('normalQuantile', () => {
  // From mpmath with 40 digits; all three branches of the approximation.
  test.each([
    [0.5, 0],
    [0.425, -0.1891184262727925],
    [0.3, -0.5244005127080408],
    [0.075, -1.439531470938456],
    [0.95, 1.6448536269514726],
    [0.975, 1.9599639845400543],
    [0.001, -3.0902323061678136],
    [0.0001, -3.7190164854556804],
    [1e-10, -6.361340902404056],
    [1e-16, -8.222082216130437],
    [1e-300, -37.0470962995],
  ])('of %s is %s', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(
      4e-15 * Math.max(1, Math.abs(z)) * (p < 1e-200 ? 1e4 : 1),
    );
  });

  test('the upper half mirrors the lower', () => {
    for (const p of [2 ** -3, 2 ** -7, 2 ** -20, 2 ** -50])
      expect(normalQuantile(1 - p)).toBe(-normalQuantile(p));
  });

  test('0 and 1 are infinitely far, anything outside is refused', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    for (const p of [-0.1, 1.1, Number.NaN])
      expect(() => normalQuantile(p)).toThrow(
        new RangeError(`a probability is a number from 0 to 1, got ${p}`),
      );
  });
});
