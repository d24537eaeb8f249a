import { grownInts } from '../../engine/column.ts';
import type { KeyRows } from './key-rows.ts';
import { RowHeap } from './row-heap.ts';

/** Instead of a heap position: the row has left the line, and is freed when it reaches the front. */
const GONE = -2;
const FIRST = 4;
/** Once this many rows have gone from the front, the line may be moved to the start of its column. */
const MOST_GONE = 1024;

/**
 * A priority queue of waiting tasks, by their rows of keys. Tasks nearly always come in the queue's order, so they form a
 * first-in first-out line; only those that come out of order go to a heap beside it. The first task is the smaller of the
 * first ones of both.
 */
export class Standings {
  /** The row of the first task; -1: there is none. */
  first = -1;
  readonly #rows: KeyRows;
  #line = new Int32Array(FIRST);
  /** Begin and end of the line. */
  #next = 0;
  #end = 0;
  readonly #beside: RowHeap;

  constructor(rows: KeyRows) {
    this.#rows = rows;
    this.#beside = new RowHeap(rows);
  }

  add(row: number): void {
    const rows = this.#rows;
    if (this.#next === this.#end || rows.compare(this.#line[this.#end - 1]!, row) < 0) this.#push(row);
    else this.#beside.add(row);
    if (this.first < 0 || rows.compare(row, this.first) < 0) this.first = row;
  }

  /** Removes a row and frees it. */
  remove(row: number): void {
    const { positions } = this.#rows;
    if (positions[row]! >= 0) {
      this.#beside.remove(row);
      this.#rows.giveBack(row);
    } else positions[row] = GONE;
    if (row === this.first) this.first = this.#findFirst();
  }

  /** Rewrites all rows with `write`, and sorts them again. */
  rebuild(write: (row: number) => void): void {
    const all = [...this.#beside.all];
    this.#beside.clear();
    for (let at = this.#next; at < this.#end; at++) {
      const row = this.#line[at]!;
      if (this.#rows.positions[row] === GONE) this.#rows.giveBack(row);
      else all.push(row);
    }
    all.forEach(write);
    all.sort((a, b) => this.#rows.compare(a, b));
    this.#line = Int32Array.from(all);
    this.#next = 0;
    this.#end = all.length;
    this.first = all[0] ?? -1;
  }

  #push(row: number): void {
    if (this.#end === this.#line.length) {
      if (this.#next >= MOST_GONE && 2 * this.#next >= this.#end) {
        this.#line.copyWithin(0, this.#next, this.#end);
        this.#end -= this.#next;
        this.#next = 0;
      } else this.#line = grownInts(this.#line, Math.max(FIRST, 2 * this.#end));
    }
    this.#line[this.#end++] = row;
  }

  #findFirst(): number {
    const rows = this.#rows;
    while (this.#next < this.#end && rows.positions[this.#line[this.#next]!] === GONE) {
      rows.giveBack(this.#line[this.#next++]!);
    }
    const beside = this.#beside.first;
    if (this.#next === this.#end) {
      this.#next = 0;
      this.#end = 0;
      return beside;
    }
    const inLine = this.#line[this.#next]!;
    return beside >= 0 && rows.compare(beside, inLine) < 0 ? beside : inLine;
  }
}
