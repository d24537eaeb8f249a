import { grownFloats } from '../../column.ts';

/** Adds a term to a sum in a column, whose rounding error is the next entry of the column; see KeptSums. */
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
 * Sums to which terms are added and from which they are removed again and again. With plain doubles the rounding errors of
 * all these terms would pile up. So each sum is an unevaluated pair of doubles, the rounded sum and its error ("double-
 * double"): an addition computes its own rounding error exactly (TwoSum, Knuth, The Art of Computer Programming 2, 4.2.2,
 * theorem B), adds it to the error so far, and normalizes the pair (Dekker, Numerische Mathematik 18, 1971).
 */
export class KeptSums {
  /** Two entries per sum: the sum, and its rounding error. */
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

  /** Like `add`, but cheaper; the term must not be larger than the sum (Dekker's FastTwoSum). */
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

  /** Sets a sum to 0: it has no terms any more. */
  clear(at: number): void {
    this.set(at, 0);
  }
}
