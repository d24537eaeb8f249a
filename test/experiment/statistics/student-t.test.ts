import { describe, expect, test } from 'vitest';
import { studentBeyond, studentQuantile } from '../../../src/experiment/statistics/student-t.ts';

/** Percentage points of the t distribution, as every table of statistics prints them. */
const TABLE: readonly (readonly [degrees: number, p95: number, p975: number, p995: number])[] = [
  [1, 6.314, 12.706, 63.657],
  [2, 2.92, 4.303, 9.925],
  [3, 2.353, 3.182, 5.841],
  [4, 2.132, 2.776, 4.604],
  [5, 2.015, 2.571, 4.032],
  [7, 1.895, 2.365, 3.499],
  [9, 1.833, 2.262, 3.25],
  [10, 1.812, 2.228, 3.169],
  [19, 1.729, 2.093, 2.861],
  [29, 1.699, 2.045, 2.756],
  [40, 1.684, 2.021, 2.704],
  [60, 1.671, 2.0, 2.66],
  [120, 1.658, 1.98, 2.617],
];

describe("Student's quantiles", () => {
  test.each(TABLE)('with %i degrees are those of the printed table', (degrees, p95, p975, p995) => {
    expect(studentQuantile(0.95, degrees)).toBeCloseTo(p95, 3);
    expect(studentQuantile(0.975, degrees)).toBeCloseTo(p975, 3);
    expect(studentQuantile(0.995, degrees)).toBeCloseTo(p995, 3);
  });

  test('with one degree are the tangents of Cauchy, with two the closed form', () => {
    expect(studentQuantile(0.975, 1)).toBeCloseTo(Math.tan(0.475 * Math.PI), 10);
    // t = (2p - 1) * sqrt(2 / (4p(1-p))): 0.95 * sqrt(2 / 0.0975).
    expect(studentQuantile(0.975, 2)).toBeCloseTo(0.95 * Math.sqrt(2 / 0.0975), 12);
  });

  test('the two methods agree where they meet', () => {
    const [below, above] = [studentQuantile(0.975, 10_000), studentQuantile(0.975, 10_001)];
    expect(below - above).toBeGreaterThan(0);
    expect(below - above).toBeLessThan(1e-7);
    expect(studentQuantile(0.975, 1e9)).toBeCloseTo(1.959963984540054, 8);
  });

  test('for fractional degrees lie between those of their neighbours', () => {
    // scipy 1.17.1: stats.t.ppf(0.975, [1.5, 7.3, 58.4])
    expect(studentQuantile(0.975, 1.5)).toBeCloseTo(6.016663104427929, 12);
    expect(studentQuantile(0.975, 7.3)).toBeCloseTo(2.345066736547703, 12);
    expect(studentQuantile(0.975, 58.4)).toBeCloseTo(2.001425613366608, 12);
  });

  test('invert the probability', () => {
    for (const degrees of [1, 2, 3, 8, 99, 1000])
      expect(studentBeyond(studentQuantile(0.9, degrees), degrees)).toBeCloseTo(0.2, 12);
  });

  test.each([
    [0.5, 3],
    [1, 3],
    [0.9, 0],
    [0.9, 0.5],
    [0.9, Number.POSITIVE_INFINITY],
    [Number.NaN, 3],
  ])('p %d with %d degrees is refused', (p, degrees) =>
    expect(() => studentQuantile(p, degrees)).toThrow(RangeError),
  );
});

/** scipy 1.17.1: 2 * stats.t.sf(t, degrees) */
const BEYOND: readonly (readonly [t: number, degrees: number, beyond: number])[] = [
  [0.001, 3, 0.9992648949694609],
  [0.5, 1, 0.7048327646991335],
  [2, 1.5, 0.22418833035605112],
  [2.1, 7.3, 0.0722467134248534],
  [1, 2, 0.4226497308103742],
  [3.7, 29, 0.0008974731043762694],
  [8, 58.4, 5.852953494913834e-11],
  [30, 4, 7.352856097661319e-6],
  [1.5, 999.5, 0.13393019668768957],
  [2, 9999, 0.0455272633615101],
  [1e8, 3, 2.2053155816871666e-24],
];

describe('the probability beyond -t and t', () => {
  test.each(BEYOND)('%d with %d degrees is that of another program', (t, degrees, beyond) =>
    expect(studentBeyond(t, degrees) / beyond).toBeCloseTo(1, 12),
  );

  test('is 1 at 0 and 0 at infinity', () => {
    expect(studentBeyond(0, 4)).toBe(1);
    expect(studentBeyond(Number.POSITIVE_INFINITY, 4)).toBe(0);
  });

  test('with one degree is the angle of Cauchy, with two the closed form', () => {
    for (const t of [0.01, 0.7, 1.3, 5, 400]) {
      // 1 - (2 / pi) atan(t) = (2 / pi) atan(1 / t)
      expect(studentBeyond(t, 1)).toBeCloseTo((2 / Math.PI) * Math.atan(1 / t), 14);
      // t / sqrt(2 + t²) lies within
      expect(studentBeyond(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 14);
    }
  });
});
