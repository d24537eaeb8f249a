import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countInversions, medianSlope, type PointColumns } from '../../src/history/slope-selection.ts';
import { type Point, theilSen } from '../../src/history/theil-sen.ts';

/** Pair by pair (and never a negative zero): the slopes of all groups in their order, and how many more rise than fall. */
function pairwise(groups: readonly (readonly Point[])[]) {
  const slopes = groups
    .flatMap((points) =>
      points.flatMap((a, at) => points.slice(at + 1).map((b) => ({ dx: b.x - a.x, dy: b.y - a.y }))),
    )
    .filter(({ dx }) => dx !== 0)
    .map(({ dx, dy }) => dy / dx)
    .sort((a, b) => a - b);
  const [lower, upper] = [slopes[(slopes.length - 1) >> 1]!, slopes[slopes.length >> 1]!];
  return {
    slopes,
    median: (lower + upper) / 2 + 0,
    balance: slopes.reduce((sum, slope) => sum + Math.sign(slope), 0),
  };
}

const columnsOf = (points: readonly Point[]): PointColumns => {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
  return { x: Float64Array.from(sorted, ({ x }) => x), y: Float64Array.from(sorted, ({ y }) => y) };
};
const pointsOf = (coordinate: fc.Arbitrary<number>, height: fc.Arbitrary<number>) =>
  fc.array(fc.array(fc.record({ x: coordinate, y: height }), { maxLength: 40 }), {
    minLength: 1,
    maxLength: 4,
  });

const whole = (most: number, unit = 1) => fc.integer({ min: 0, max: most }).map((count) => count * unit);
/** Bytes and seconds as reports have them; few that differ; and below 0, too. */
const anyGroups = fc.oneof(
  pointsOf(whole(1000, 1e9 + 1), whole(1000, 0.7)),
  pointsOf(whole(6), fc.integer({ min: -3, max: 3 })),
  pointsOf(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 })),
);

describe('the median of all slopes', () => {
  test('does not depend on how many of them are listed at once', () => {
    fc.assert(
      fc.property(anyGroups, fc.integer({ min: 1, max: 60 }), (groups, atOnce) => {
        const { slopes, median } = pairwise(groups);
        fc.pre(slopes.length > 0);
        expect(medianSlope(groups.map(columnsOf), slopes.length, atOnce) + 0).toBe(median);
      }),
      { numRuns: 300 },
    );
  });

  test('equals that of theilSen, with the same counts of rises and falls', () => {
    fc.assert(
      fc.property(anyGroups, (groups) => {
        const { slopes, median, balance } = pairwise(groups);
        const found = theilSen(groups);
        if (slopes.length === 0) {
          expect(found).toBeUndefined();
          return;
        }
        expect(found!.slope + 0).toBe(median);
        expect(Math.sign(found!.rises) + 0).toBe(Math.sign(balance) + 0);
      }),
    );
  });

  test('of points on a line is its slope, which all pairs share', () => {
    // 10 s and 3 s for each of 2,000 GB: two million pairs, and no bracket is so narrow that a million of them is out of it.
    const points = Array.from({ length: 2000 }, (_, gigabytes) => ({ x: gigabytes, y: 10 + 3 * gigabytes }));
    expect(theilSen([points])!.slope).toBe(3);
  });

  test('of a million and a half slopes is the middle one', () => {
    // y = x² : the slope between a and b is a + b, of which the median over all pairs from 0 to 1,799 is 1,799.
    const points = Array.from({ length: 1800 }, (_, x) => ({ x, y: x * x }));
    expect(theilSen([points])!.slope).toBe(1799);
  });
});

test('inversions are counted as by brute force, and the values are sorted', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (values) => {
      const expected = values.flatMap((a, at) => values.slice(at + 1).filter((b) => b < a)).length;
      const sorted = Float64Array.from(values);
      expect(countInversions(sorted)).toBe(expected);
      expect([...sorted]).toEqual(values.toSorted((a, b) => a - b));
    }),
  );
});
