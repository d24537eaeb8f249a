import { countInversions, medianSlope, type PointColumns } from './slope-selection.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface RobustSlope {
  readonly slope: number;
  /**
   * Kendall's statistic: by how many standard deviations more pairs rise with x than fall, compared with points in
   * random order. 2 is a chance of one in forty.
   */
  readonly rises: number;
}

/**
 * The slope that groups of points have in common, each group with a level of its own: the median over all pairs
 * within groups (Theil and Sen). Up to 29 % of the points may be arbitrary. Undefined if no pair differs in x.
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

/** The number of pairs that differ in x; of these, the numbers of those in which y falls and in which y is equal. */
function pairsOf({ x, y }: PointColumns) {
  const sameX = pairsAlike(x.length, (a, b) => x[a] === x[b]);
  const sameBoth = pairsAlike(x.length, (a, b) => x[a] === x[b] && y[a] === y[b]);
  const heights = y.slice();
  const falling = countInversions(heights);
  const sameY = pairsAlike(x.length, (a, b) => heights[a] === heights[b]);
  return { slopes: (x.length * (x.length - 1)) / 2 - sameX, falling, level: sameY - sameBoth };
}

/** The number of pairs of equal elements in an order in which equal ones are adjacent. */
function pairsAlike(length: number, areAlike: (a: number, b: number) => boolean): number {
  let pairs = 0;
  let first = 0;
  for (let at = 1; at < length; at++) {
    if (!areAlike(first, at)) first = at;
    pairs += at - first;
  }
  return pairs;
}
