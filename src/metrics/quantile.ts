/** The quantile by nearest rank: the smallest value such that at least this share of the sample is not above it; empty: 0. */
export function quantile(values: ArrayLike<number>, share: number): number {
  if (values.length === 0) return 0;
  const ordered = new Float64Array(values);
  return placed(ordered, Math.max(0, Math.ceil(share * ordered.length) - 1));
}

/** The middle value, or the mean of the two middle values; empty: 0. */
export function median(values: ArrayLike<number>): number {
  if (values.length === 0) return 0;
  const ordered = new Float64Array(values);
  const middle = ordered.length >> 1;
  const upper = placed(ordered, middle);
  if (ordered.length % 2 === 1) return upper;
  return (ordered.subarray(0, middle).reduce((most, value) => Math.max(most, value)) + upper) / 2;
}

/**
 * Hoare's quickselect: the value that would be at `place` if all were sorted. Reorders `values` so that none before `place`
 * is larger and none after it is smaller.
 */
function placed(values: Float64Array, place: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = middleOf(values[left]!, values[(left + right) >> 1]!, values[right]!);
    let from = left;
    let to = right;
    while (from <= to) {
      while (values[from]! < pivot) from++;
      while (pivot < values[to]!) to--;
      if (from > to) break;
      const value = values[from]!;
      values[from++] = values[to]!;
      values[to--] = value;
    }
    if (to < place) left = from;
    if (place < from) right = to;
  }
  return values[place]!;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/** The median of the known values; undefined where there are none. */
export function knownMedian(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : median(known);
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length === 0 ? 0 : sum / values.length;
}
