/** The value at a share of a sample by nearest rank: the smallest that at least that share does not exceed; empty: 0. */
export function quantile(values: ArrayLike<number>, share: number): number {
  if (values.length === 0) return 0;
  const ordered = new Float64Array(values);
  return placed(ordered, Math.max(0, Math.ceil(share * ordered.length) - 1));
}

/** The middle one, of an even number the mean of the two in the middle; empty: 0. */
export function median(values: ArrayLike<number>): number {
  if (values.length === 0) return 0;
  const ordered = new Float64Array(values);
  const middle = ordered.length >> 1;
  const upper = placed(ordered, middle);
  if (ordered.length % 2 === 1) return upper;
  return (ordered.subarray(0, middle).reduce((most, value) => Math.max(most, value)) + upper) / 2;
}

/**
 * The value that stands at a place once all are sorted, found without sorting all of them (Hoare): what stands before it is not
 * larger, what stands behind it not smaller. Changes the order.
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

/** The median of those that are known; undefined where none is. */
export function knownMedian(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : median(known);
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length === 0 ? 0 : sum / values.length;
}
