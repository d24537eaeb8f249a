import { grownFloats } from './column.ts';

/**
 * Sums that terms come to and go from without end. What a rounding leaves out is kept beside the sum, so that it is as good as
 * summed anew, in whatever order terms came and went.
 */
export class KeptSums {
  sum = new Float64Array(16);
  #lost = new Float64Array(16);

  /** Makes room for sums below `length`. */
  reserve(length: number): void {
    if (length <= this.sum.length) return;
    this.sum = grownFloats(this.sum, length * 2);
    this.#lost = grownFloats(this.#lost, length * 2);
  }

  add(at: number, term: number): void {
    const before = this.sum[at]!;
    const rough = before + term;
    const part = rough - before;
    const lost = this.#lost[at]! + (before - (rough - part)) + (term - part);
    const sum = rough + lost;
    this.sum[at] = sum;
    this.#lost[at] = lost - (sum - rough);
  }

  /** The same for a term that is not larger than the sum: cheaper. */
  addSmall(at: number, term: number): void {
    const before = this.sum[at]!;
    const whole = term + this.#lost[at]!;
    const sum = before + whole;
    this.sum[at] = sum;
    this.#lost[at] = whole - (sum - before);
  }

  set(at: number, sum: number): void {
    this.sum[at] = sum;
    this.#lost[at] = 0;
  }

  /** Nothing is in it any more. */
  clear(at: number): void {
    this.set(at, 0);
  }
}
