import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { theilSen } from '../../src/history/theil-sen.ts';

describe('the slope by Theil and Sen', () => {
  test('is exact if one point in five is arbitrary', () => {
    const wild = fc.array(fc.integer(), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(wild, fc.integer({ min: 1, max: 9 }), fc.integer(), (anywhere, slope, level) => {
        const points = Array.from({ length: 20 }, (_, x) => ({
          x,
          y: x % 5 === 0 ? anywhere[x / 5]! : slope * x + level,
        }));
        expect(theilSen([points])!.slope).toBe(slope);
      }),
    );
  });

  test('of three points is the middle one of three slopes', () => {
    // 1, 2 and 3 between (0,0), (1,1) and (2,4).
    expect(
      theilSen([
        [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
          { x: 2, y: 4 },
        ],
      ])!.slope,
    ).toBe(2);
  });

  test('is computed within groups, whatever their levels', () => {
    const group = (level: number, from: number) => [0, 1, 2].map((k) => ({ x: from + k, y: level + 3 * k }));
    // All points together fall.
    expect(theilSen([group(1000, 0), group(0, 100)])!.slope).toBe(3);
  });

  test('counts its deviations from the pairs that rise and those that fall', () => {
    // Of the 10 pairs of five points all rise; their deviation is the root of 5 x 4 x 15 / 18.
    const rising = [1, 2, 3, 4, 5].map((x) => ({ x, y: x }));
    expect(theilSen([rising])!.rises).toBeCloseTo(10 / Math.sqrt(300 / 18), 12);
    expect(theilSen([rising.map(({ x, y }) => ({ x, y: -y }))])!.rises).toBeLessThan(-2);
    // 3 rise and 3 fall.
    const neither = [2, 4, 1, 3].map((y, x) => ({ x, y }));
    expect(theilSen([neither])!.rises).toBe(0);
  });

  test('is undefined if all points have the same x', () => {
    expect(
      theilSen([
        [
          { x: 1, y: 1 },
          { x: 1, y: 5 },
        ],
      ]),
    ).toBeUndefined();
    expect(theilSen([[]])).toBeUndefined();
  });
});
