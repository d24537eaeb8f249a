import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEAST_VALUES, mserTruncation } from '../../../src/experiment/statistics/mser.ts';

const times = (count: number, ...values: number[]) => Array.from({ length: count }, () => values).flat();

describe('MSER-5', () => {
  test('cuts off leading batches at another level', () => {
    // Batches 100, 100, then 16 that are 10 and 12 in turn: behind two the squared error is 16 / 16^2, before them larger.
    const settled = times(8, 10, 10, 10, 10, 10, 12, 12, 12, 12, 12);
    expect(mserTruncation([...times(10, 100), ...settled])).toBe(10);
    // A cut in the midst of a batch takes the whole batch.
    expect(mserTruncation([...times(8, 100), 10, 10, ...settled])).toBe(10);
    expect(mserTruncation(settled)).toBe(0);
  });

  test('cuts nothing from a constant series of any length', () => {
    for (const length of [30, 31, 34, 200]) expect(mserTruncation(times(length, 7))).toBe(0);
  });

  test('is undefined for a short series, or one that keeps changing', () => {
    expect(mserTruncation(times(LEAST_VALUES - 1, 7))).toBeUndefined();
    expect(mserTruncation(Array.from({ length: 100 }, (_, i) => i * i))).toBeUndefined();
  });

  test('depends neither on the unit nor on the level', () => {
    const series = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 30, maxLength: 80 });
    fc.assert(
      fc.property(
        series,
        fc.constantFrom(2, 4, 0.5),
        fc.integer({ min: -64, max: 64 }),
        (values, unit, level) => {
          // Halves and doubles of fifths are not exact, whole sums of five are: five times the values have exact means.
          const exact = values.map((value) => value * 5);
          const moved = exact.map((value) => value * unit + level * 5);
          const [a, b] = [mserTruncation(exact), mserTruncation(moved)];
          if (a !== b) expect(closeCall(exact)).toBe(true);
        },
      ),
    );
  });
});

/** Whether two cuts are so near each other that rounding decides. */
function closeCall(values: readonly number[]): boolean {
  const batches = Array.from({ length: Math.floor(values.length / 5) }, (_, i) =>
    values.slice(i * 5, i * 5 + 5).reduce((sum, value) => sum + value / 5, 0),
  );
  const errors = batches.slice(0, -4).map((_, from) => {
    const rest = batches.slice(from);
    const middle = rest.reduce((sum, one) => sum + one, 0) / rest.length;
    return rest.reduce((sum, one) => sum + (one - middle) ** 2, 0) / rest.length ** 2;
  });
  const [least, next] = errors.sort((a, b) => a - b);
  return next! - least! <= 1e-9 * (1 + next!);
}
