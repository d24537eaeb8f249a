import { grownInts } from '../../column.ts';

/**
 * Lists of various lengths in one column: where each of them begins. A list that becomes too long for its stretch is given
 * one of twice the length behind all others, and what stood in it is not taken along.
 */
export class Stretches {
  /** Of the whole column. */
  length = 0;
  // One per row.
  start = new Int32Array(16);
  /** For whoever writes the list. */
  count = new Int32Array(16);
  #room = new Int32Array(16);

  addRow(row: number): void {
    if (row >= this.start.length) {
      this.start = grownInts(this.start, row * 2);
      this.count = grownInts(this.count, row * 2);
      this.#room = grownInts(this.#room, row * 2);
    }
    this.count[row] = 0;
  }

  /** Makes room for a list of this length; returns where it begins. */
  reserve(row: number, count: number): number {
    if (count > this.#room[row]!) {
      this.#room[row] = count * 2;
      this.start[row] = this.length;
      this.length += count * 2;
    }
    return this.start[row]!;
  }
}
