import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeptSums } from '../../../../src/engine/sharing/bottleneck/kept-sums.ts';

test('what rounding leaves out comes back when the large terms have gone', () => {
  const sums = new KeptSums();
  for (const term of [1e16, 1, 1e17, 0.5, -1e16, -1e17]) sums.add(3, term);
  expect([sums.of(3), sums.of(2)]).toEqual([1.5, 0]);
});

test('whatever terms came and went, a sum is that of those left, as exactly as doubles can say it', () => {
  // Terms are whole multiples of 2^-40, so whole numbers are an exact second count.
  const term = fc.integer({ min: -(2 ** 45), max: 2 ** 45 });
  fc.assert(
    fc.property(fc.array(fc.tuple(term, fc.boolean()), { maxLength: 200 }), (terms) => {
      const sums = new KeptSums();
      let left = 0n;
      for (const [value] of terms) sums.add(0, value / 2 ** 40);
      for (const [value, stays] of terms) {
        if (stays) left += BigInt(value);
        else sums.add(0, -value / 2 ** 40);
      }
      expect(sums.of(0)).toBe(Number(left) / 2 ** 40 + 0);
    }),
    { seed: 14, numRuns: 200 },
  );
});

test('a sum that is set or cleared is just that, without what was left out, and there is room for as many as are asked for', () => {
  const sums = new KeptSums();
  for (const at of [0, 1, 2]) for (const term of [1e16, 1]) sums.add(at, term);
  sums.reserve(100);
  sums.set(0, 1e16);
  sums.clear(1);
  for (const at of [0, 2]) sums.add(at, -1e16);
  expect([sums.of(0), sums.of(1), sums.of(2), sums.of(99)]).toEqual([0, 0, 1, 0]);
  sums.add(99, 2);
  expect(sums.of(99)).toBe(2);
});

test('a million small terms are as good as one', () => {
  const sums = new KeptSums();
  sums.reserve(8);
  sums.set(7, 1e6);
  for (let i = 0; i < 1_000_000; i++) sums.addSmall(7, 0.1);
  expect(Math.abs(sums.of(7) - 1.1e6)).toBeLessThan(1e-9);
});
