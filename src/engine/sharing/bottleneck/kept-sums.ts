import { grownFloats } from '../../column.ts';

/** Adds a term to a sum at a place of a column, where what roundings leave out stands behind it. */
export function addKept(column: Float64Array, at: number, term: number): void {
  const before = column[at]!;
  const rough = before + term;
  const part = rough - before;
  const lost = column[at + 1]! + (before - (rough - part)) + (term - part);
  const sum = rough + lost;
  column[at] = sum;
  column[at + 1] = lost - (sum - rough);
}

/**
 * Sums that terms come to and go from without end. What a rounding leaves out is kept beside the sum, so that it is as good as
 * summed anew, in whatever order terms came and went.
 */
export class KeptSums {
  /** By sum: the sum, and what is left out of it. */
  #pairs = new Float64Array(32);

  /** Makes room for sums below `length`. */
  reserve(length: number): void {
    if (2 * length > this.#pairs.length) this.#pairs = grownFloats(this.#pairs, 4 * length);
  }

  of(at: number): number {
    return this.#pairs[2 * at]!;
  }

  add(at: number, term: number): void {
    addKept(this.#pairs, 2 * at, term);
  }

  /** The same for a term that is not larger than the sum: cheaper. */
  addSmall(at: number, term: number): void {
    const pairs = this.#pairs;
    const before = pairs[2 * at]!;
    const whole = term + pairs[2 * at + 1]!;
    const sum = before + whole;
    pairs[2 * at] = sum;
    pairs[2 * at + 1] = whole - (sum - before);
  }

  set(at: number, sum: number): void {
    this.#pairs[2 * at] = sum;
    this.#pairs[2 * at + 1] = 0;
  }

  /** Nothing is in it any more. */
  clear(at: number): void {
    this.set(at, 0);
  }
}
