import { grownFloats, grownInts } from '../../column.ts';

/**
 * By resource the lowest or the highest cap of some of its classes, as a level, while classes come and go. Once all that had it
 * have gone, it is not known, and has to be sought among those that are left.
 */
export class ExtremeCaps {
  /** Classes. */
  count = new Int32Array(16);
  /** None of them is beyond it; it is the extreme one, as long as that is known. */
  bound: Float64Array;
  /** -1: of the lowest; 1: of the highest. */
  readonly #sign: 1 | -1;
  /** Those that have the extreme one; 0: it is not known. */
  #ones = new Int32Array(16);

  constructor(which: 'lowest' | 'highest') {
    this.#sign = which === 'lowest' ? -1 : 1;
    this.bound = new Float64Array(16).fill(this.#none);
  }

  /** Makes room for rows below `rows`. */
  reserve(rows: number): void {
    if (rows <= this.count.length) return;
    const before = this.count.length;
    this.count = grownInts(this.count, rows * 2);
    this.bound = grownFloats(this.bound, rows * 2).fill(this.#none, before);
    this.#ones = grownInts(this.#ones, rows * 2);
  }

  clear(row: number): void {
    this.count[row] = 0;
    this.#restart(row);
  }

  add(row: number, cap: number): void {
    const before = this.count[row]!;
    this.count[row] = before + 1;
    // Where it is not known, none may be the extreme one, but nobody is beyond it.
    if (before > 0 && this.#ones[row] === 0 && this.#sign * cap < this.#sign * this.bound[row]!) return;
    this.#see(row, cap);
  }

  remove(row: number, cap: number): void {
    const left = this.count[row]! - 1;
    this.count[row] = left;
    if (left === 0) this.#restart(row);
    else if (this.#ones[row]! > 0 && cap === this.bound[row]) this.#ones[row] = this.#ones[row]! - 1;
  }

  isKnown(row: number): boolean {
    return this.count[row] === 0 || this.#ones[row]! > 0;
  }

  /** Where it is known: of none Infinity as the lowest, -Infinity as the highest. */
  of(row: number): number {
    return this.bound[row]!;
  }

  /** Finds it among the caps of all classes that are counted. */
  seek(row: number, caps: Iterable<number>): void {
    this.#restart(row);
    for (const cap of caps) this.#see(row, cap);
  }

  get #none(): number {
    return -this.#sign * Number.POSITIVE_INFINITY;
  }

  #restart(row: number): void {
    this.bound[row] = this.#none;
    this.#ones[row] = 0;
  }

  #see(row: number, cap: number): void {
    const extreme = this.bound[row]!;
    if (cap === extreme) this.#ones[row] = this.#ones[row]! + 1;
    else if (this.#sign * cap > this.#sign * extreme) {
      this.bound[row] = cap;
      this.#ones[row] = 1;
    }
  }
}
