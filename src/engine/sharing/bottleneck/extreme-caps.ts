import { grownFloats, grownInts } from '../../column.ts';

/**
 * The minimum or maximum of the caps of some classes per resource, as levels (cap / weight), while classes come and go.
 * Instead of a heap it keeps the extreme value and how many classes have it. When the last of those has gone, the extreme
 * is unknown, and must be searched for among the remaining classes when it is needed, which is rare.
 */
export class ExtremeCaps {
  /** Number of classes. */
  count = new Int32Array(16);
  /** No cap is beyond it. It is the extreme itself while that is known. */
  bound: Float64Array;
  /** -1: it keeps the lowest; 1: the highest. */
  readonly #sign: 1 | -1;
  /** Number of classes that have the extreme; 0: it is unknown. */
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
    // While the extreme is unknown, a cap within the bound may or may not be it.
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

  /** The extreme, where it is known. Without classes: Infinity as the lowest, -Infinity as the highest. */
  of(row: number): number {
    return this.bound[row]!;
  }

  /** Finds the extreme; `caps`: of all the classes that are counted. */
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
