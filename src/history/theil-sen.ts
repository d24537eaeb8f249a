import { median } from '../metrics/quantile.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The robust line through points: the median slope of all pairs, then the median intercept (Theil and Sen). Up to 29 % of
 * the points may be anywhere. Undefined where all have the same x.
 */
export function theilSen(
  points: readonly Point[],
): { readonly slope: number; readonly intercept: number } | undefined {
  const slopes: number[] = [];
  for (const [i, a] of points.entries()) {
    for (let j = i + 1; j < points.length; j++) {
      const b = points[j]!;
      if (a.x !== b.x) slopes.push((b.y - a.y) / (b.x - a.x));
    }
  }
  if (slopes.length === 0) return undefined;
  const slope = median(slopes);
  const intercepts = points.map(({ x, y }) => y - slope * x);
  return { slope, intercept: median(intercepts) };
}
