import { grownInts } from '../../engine/column.ts';
import type { KeyRows } from './key-rows.ts';
import { RowHeap } from './row-heap.ts';

/** In the place of a heap's position: it has left the line, and is given back when the line has come to it. */
const GONE = -2;
const FIRST = 4;
/** Behind so many that have gone the line is cut off. */
const MOST_GONE = 1024;

/**
 * Waiting tasks that nothing tells apart but the queue's order, by their rows of keys. Nearly always they come in that order
 * and stand in line, of which the first one goes next; whoever comes out of order stands in a heap beside it.
 */
export class Standings {
  /** The row of whoever goes next; -1: nobody is there. */
  first = -1;
  readonly #rows: KeyRows;
  #line = new Int32Array(FIRST);
  /** Where the line begins and ends. */
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

  /** Gives the row back, too. */
  remove(row: number): void {
    const { positions } = this.#rows;
    if (positions[row]! >= 0) {
      this.#beside.remove(row);
      this.#rows.giveBack(row);
    } else positions[row] = GONE;
    if (row === this.first) this.first = this.#findFirst();
  }

  /** Everybody's row is written anew, which may put them in another order. */
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
