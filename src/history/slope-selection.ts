import { median } from '../metrics/quantile.ts';

/** Points in the order of x, of equal x in the order of y. */
export interface PointColumns {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Slopes that are looked at one by one: a few megabytes of them. */
const AT_ONCE = 1_048_576;

/** Steps of a scale: what rounding can do to the order of two slopes is less, and what a bracket has left at its narrowest. */
const WIDENING = 16_777_216n;
const NARROWEST = 65_536n;
/** Of the slope over all of the data: what is less is nothing. */
const NEXT_TO_NOTHING = 1e-9;

/**
 * The median of all `pairs` slopes between two points of one group that differ in x. More slopes than `atOnce` are first counted,
 * not looked at: below a slope t are the pairs whose order in x is not their order in y - t x, and a sort counts these (so each
 * count takes n log n, where there are n² slopes). Should far more than `atOnce` agree to ten digits, or be next to nothing
 * beside what the data span, it is one of these.
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

/** The mean of the slopes at two ranks from 0, which are neighbours or the same. */
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
  // Slopes that rounding may have put on the wrong side of a border are then far from it; unless a crowd of them is there.
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

/** The slope of the diagonal of the box around a group. */
function steepest({ x, y }: PointColumns): number {
  if (x.length === 0 || x[0] === x.at(-1)) return 0;
  const heights = y.toSorted();
  return (heights.at(-1)! - heights[0]!) / (x.at(-1)! - x[0]!);
}

/** The extreme slopes are between neighbours. */
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

/** Counted from the first point, so that large numbers that differ by little keep what they differ by. */
function keysAt({ x, y }: PointColumns, slope: number): Float64Array {
  return y.map((value, at) => value - y[0]! - slope * (x[at]! - x[0]!));
}

/** Pairs of which the first is the greater one, counted while merging; the values are sorted then. */
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

/** The slopes from `lo` up to `hi`, `most` of them at most: pairs whose order in y - t x changes between these two. */
function slopesBetween(groups: readonly PointColumns[], lo: number, hi: number, most: number): Float64Array {
  const slopes: number[] = [];
  for (const group of groups) {
    const { x, y } = group;
    const places = new Uint32Array(x.length);
    for (const [place, point] of orderOf(keysAt(group, hi)).entries()) places[point] = place;
    // Those before in the order at `lo`, sorted by their places at `hi` as they come.
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

/** Positions by their values, of equal values in their order. */
function orderOf(values: Float64Array): Uint32Array {
  return Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
}

/** Slopes in steps from a double to the next one; 0 and all that is next to nothing is one of them. */
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

/** Those of positive numbers are in the order of these. */
function bitsOf(value: number): bigint {
  double.setFloat64(0, value);
  return double.getBigUint64(0);
}

function numberOf(bits: bigint): number {
  double.setBigUint64(0, bits);
  return double.getFloat64(0);
}
