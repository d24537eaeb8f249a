import { grownInts } from '../../column.ts';

/**
 * Allocates stretches of one column to lists that grow, one per row. A list that outgrows its stretch gets one of twice
 * the length at the end of the column (the old one is lost); copying the entries is up to the caller.
 */
export class Stretches {
  /** Length of the whole column. */
  length = 0;
  // One per row.
  start = new Int32Array(16);
  /** Length of each list, kept by the caller. */
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

  /** Makes room for a list of this length; returns its first index. */
  reserve(row: number, count: number): number {
    if (count > this.#room[row]!) {
      this.#room[row] = count * 2;
      this.start[row] = this.length;
      this.length += count * 2;
    }
    return this.start[row]!;
  }
}
