import { median } from '../metrics/quantile.ts';

/** Points ordered by x, and by y if x is equal. */
export interface PointColumns {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Most slopes that are listed at once, which takes a few megabytes. */
const AT_ONCE = 1_048_576;

/**
 * Steps of SlopeScale: WIDENING is larger than any effect of rounding on the order of two slopes, NARROWEST is the
 * width at which a bracket is no longer halved.
 */
const WIDENING = 16_777_216n;
const NARROWEST = 65_536n;
/** Relative to the slope over all of the data; smaller slopes count as zero. */
const NEXT_TO_NOTHING = 1e-9;

/**
 * The median of all `pairs` slopes between two points of one group that differ in x. If there are more than `atOnce`,
 * they are first counted instead of listed: the slopes below t belong to the pairs whose order in x is not their
 * order in y - t x, and sorting counts these (each count takes O(n log n), while there are O(n²) slopes). If far more
 * than `atOnce` slopes agree to ten digits, or are close to zero relative to the range of the data, the result is one
 * of these.
 */
export function medianSlope(groups: readonly PointColumns[], pairs: number, atOnce = AT_ONCE): number {
  if (pairs <= atOnce) return median(everySlope(groups, pairs));
  const scale = new SlopeScale(Math.max(...groups.map(steepest)) * NEXT_TO_NOTHING);
  return meanOfRanks(groups, [Math.ceil(pairs / 2) - 1, Math.floor(pairs / 2)], scale, atOnce);
}

function everySlope(groups: readonly PointColumns[], pairs: number): Float64Array {
  const slopes = new Float64Array(pairs);
  let count = 0;
  for (const { x, y } of groups) {
    for (let a = 0; a < x.length; a++) {
      for (let b = a + 1; b < x.length; b++) {
        if (x[a] !== x[b]) slopes[count++] = (y[b]! - y[a]!) / (x[b]! - x[a]!);
      }
    }
  }
  return slopes;
}

/** The mean of the slopes at two ranks from 0, which are adjacent or equal. */
function meanOfRanks(
  groups: readonly PointColumns[],
  [first, last]: readonly [number, number],
  scale: SlopeScale,
  atOnce: number,
): number {
  const known = extremes(groups);
  let lo = scale.moved(known.least, -WIDENING);
  let hi = scale.moved(known.most, WIDENING);
  let [belowLo, belowHi] = [countBelow(groups, lo), countBelow(groups, hi)];
  while (belowHi - belowLo > atOnce && scale.steps(lo, hi) > NARROWEST) {
    const middle = scale.moved(lo, scale.steps(lo, hi) / 2n);
    const below = countBelow(groups, middle);
    if (below <= first) [lo, belowLo] = [middle, below];
    else if (below > last) [hi, belowHi] = [middle, below];
    else {
      const of = (rank: number) => meanOfRanks(groups, [rank, rank], scale, atOnce);
      return (of(first) + of(last)) / 2;
    }
  }
  // Widened, so that slopes that rounding may have put on the wrong side of a border are far from it. If too many
  // slopes lie there, not widened.
  for (const widening of [WIDENING, 0n]) {
    const from = scale.moved(lo, -widening);
    const slopes = slopesBetween(groups, from, scale.moved(hi, widening), 2 * atOnce).sort();
    if (slopes.length === 2 * atOnce) continue;
    const below = widening === 0n ? belowLo : countBelow(groups, from);
    const slopeOf = (rank: number) => slopes[Math.min(rank - below, slopes.length - 1)] ?? (lo + hi) / 2;
    return (slopeOf(first) + slopeOf(last)) / 2;
  }
  return slopesBetween(groups, lo, hi, 1)[0] ?? (lo + hi) / 2;
}

/** The slope of the diagonal of a group's bounding box. */
function steepest({ x, y }: PointColumns): number {
  if (x.length === 0 || x[0] === x.at(-1)) return 0;
  const heights = y.toSorted();
  return (heights.at(-1)! - heights[0]!) / (x.at(-1)! - x[0]!);
}

/** The extreme slopes are between adjacent points. */
function extremes(groups: readonly PointColumns[]): { readonly least: number; readonly most: number } {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { x, y } of groups) {
    let begin = 0;
    for (let end = 0; end < x.length; end++) {
      if (x[end] === x[begin]) continue;
      let last = end;
      while (last + 1 < x.length && x[last + 1] === x[end]) last++;
      const between = x[end]! - x[begin]!;
      least = Math.min(least, (y[end]! - y[end - 1]!) / between);
      most = Math.max(most, (y[last]! - y[begin]!) / between);
      begin = end;
    }
  }
  return { least, most };
}

function countBelow(groups: readonly PointColumns[], slope: number): number {
  return groups.reduce((sum, group) => sum + countInversions(keysAt(group, slope)), 0);
}

/** Relative to the first point, so that large numbers keep their small differences. */
function keysAt({ x, y }: PointColumns, slope: number): Float64Array {
  return y.map((value, at) => value - y[0]! - slope * (x[at]! - x[0]!));
}

/** Number of pairs whose first value is the greater one, counted by merge sort; the values are sorted afterwards. */
export function countInversions(values: Float64Array): number {
  let count = 0;
  let from = values;
  let to: Float64Array = new Float64Array(values.length);
  for (let width = 1; width < values.length; width *= 2) {
    for (let begin = 0; begin < values.length; begin += 2 * width) {
      const middle = Math.min(begin + width, values.length);
      const end = Math.min(begin + 2 * width, values.length);
      let left = begin;
      let right = middle;
      for (let at = begin; at < end; at++) {
        if (right === end || (left < middle && from[left]! <= from[right]!)) {
          to[at] = from[left++]!;
        } else {
          count += middle - left;
          to[at] = from[right++]!;
        }
      }
    }
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return count;
}

/**
 * The slopes from `lo` to `hi`, at most `most` of them: of pairs whose order in y - t x changes between these two.
 */
function slopesBetween(groups: readonly PointColumns[], lo: number, hi: number, most: number): Float64Array {
  const slopes: number[] = [];
  for (const group of groups) {
    const { x, y } = group;
    const places = new Uint32Array(x.length);
    for (const [place, point] of orderOf(keysAt(group, hi)).entries()) places[point] = place;
    // The points before this one in the order at `lo`, inserted in the order at `hi`.
    const sorted = orderOf(keysAt(group, lo));
    for (let at = 1; at < sorted.length; at++) {
      const point = sorted[at]!;
      let to = at;
      for (; to > 0 && places[sorted[to - 1]!]! > places[point]!; to--) {
        const other = sorted[to - 1]!;
        slopes.push((y[point]! - y[other]!) / (x[point]! - x[other]!));
        if (slopes.length === most) return Float64Array.from(slopes);
        sorted[to] = other;
      }
      sorted[to] = point;
    }
  }
  return Float64Array.from(slopes);
}

/** Indices ordered by value, and by index if values are equal. */
function orderOf(values: Float64Array): Uint32Array {
  return Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
}

/**
 * Slopes on a scale with one step from each double to the next; 0 and all slopes that count as zero share one place.
 */
class SlopeScale {
  readonly #nothing: bigint;

  constructor(nothing: number) {
    this.#nothing = bitsOf(nothing);
  }

  steps(from: number, to: number): bigint {
    return this.#place(to) - this.#place(from);
  }

  moved(slope: number, steps: bigint): number {
    const place = this.#place(slope) + steps;
    if (place === 0n) return 0;
    return place > 0n ? numberOf(place + this.#nothing) : -numberOf(this.#nothing - place);
  }

  #place(slope: number): bigint {
    const steps = bitsOf(Math.abs(slope)) - this.#nothing;
    if (steps <= 0n) return 0n;
    return slope > 0 ? steps : -steps;
  }
}

const double = new DataView(new ArrayBuffer(8));

/** The bits of positive doubles have the same order as the doubles. */
function bitsOf(value: number): bigint {
  double.setFloat64(0, value);
  return double.getBigUint64(0);
}

function numberOf(bits: bigint): number {
  double.setBigUint64(0, bits);
  return double.getFloat64(0);
}
