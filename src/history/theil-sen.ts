import { median } from '../metrics/quantile.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface RobustSlope {
  readonly slope: number;
  /**
   * By how many standard deviations more pairs rise with x than fall, as against points in any order of chance (Kendall): 2 is one
   * chance in forty.
   */
  readonly rises: number;
}

/**
 * The slope that groups of points have in common, each on a level of its own: the median over all pairs of one group (Theil and
 * Sen). Up to 29 % of the points may be anywhere. Undefined where no pair differs in x.
 */
export function theilSen(groups: readonly (readonly Point[])[]): RobustSlope | undefined {
  const pairs = groups.reduce((sum, { length: n }) => sum + (n * (n - 1)) / 2, 0);
  const slopes = new Float64Array(pairs);
  let count = 0;
  let balance = 0;
  let variance = 0;
  for (const points of groups) {
    const n = points.length;
    variance += (n * (n - 1) * (2 * n + 5)) / 18;
    for (let i = 0; i < n; i++) {
      const a = points[i]!;
      for (let j = i + 1; j < n; j++) {
        const b = points[j]!;
        if (a.x === b.x) continue;
        const slope = (b.y - a.y) / (b.x - a.x);
        slopes[count++] = slope;
        balance += Math.sign(slope);
      }
    }
  }
  if (count === 0) return undefined;
  return { slope: median(slopes.subarray(0, count)), rises: balance / Math.sqrt(variance) };
}
