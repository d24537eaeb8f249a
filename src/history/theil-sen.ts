import { countInversions, medianSlope, type PointColumns } from './slope-selection.ts';

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
  const columns = groups.map(inOrder);
  let pairs = 0;
  let balance = 0;
  let variance = 0;
  for (const group of columns) {
    const n = group.x.length;
    const { slopes, falling, level } = pairsOf(group);
    pairs += slopes;
    balance += slopes - level - 2 * falling;
    variance += (n * (n - 1) * (2 * n + 5)) / 18;
  }
  if (pairs === 0) return undefined;
  return { slope: medianSlope(columns, pairs), rises: balance / Math.sqrt(variance) };
}

function inOrder(points: readonly Point[]): PointColumns {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
  return { x: Float64Array.from(sorted, ({ x }) => x), y: Float64Array.from(sorted, ({ y }) => y) };
}

/** Pairs that differ in x; of these, those of which the one with more x has less y, and those with the same y. */
function pairsOf({ x, y }: PointColumns) {
  const sameX = pairsAlike(x.length, (a, b) => x[a] === x[b]);
  const sameBoth = pairsAlike(x.length, (a, b) => x[a] === x[b] && y[a] === y[b]);
  const heights = y.slice();
  const falling = countInversions(heights);
  const sameY = pairsAlike(x.length, (a, b) => heights[a] === heights[b]);
  return { slopes: (x.length * (x.length - 1)) / 2 - sameX, falling, level: sameY - sameBoth };
}

/** Of things in an order in which those that are alike stand together. */
function pairsAlike(length: number, areAlike: (a: number, b: number) => boolean): number {
  let pairs = 0;
  let first = 0;
  for (let at = 1; at < length; at++) {
    if (!areAlike(first, at)) first = at;
    pairs += at - first;
  }
  return pairs;
}
