import { grownInts } from '../../engine/column.ts';
import type { KeyRows } from './key-rows.ts';

const FIRST = 4;

/** A binary heap of rows of keys, which can be removed anywhere, and change. A row is in one heap at most. */
export class RowHeap {
  size = 0;
  readonly #rows: KeyRows;
  #heap = new Int32Array(FIRST);

  constructor(rows: KeyRows) {
    this.#rows = rows;
  }

  /** The least row; -1: there is none. */
  get first(): number {
    return this.size === 0 ? -1 : this.#heap[0]!;
  }

  /** The second least row; -1: there is none. */
  get second(): number {
    if (this.size < 3) return this.size === 2 ? this.#heap[1]! : -1;
    const left = this.#heap[1]!;
    const right = this.#heap[2]!;
    return this.#rows.compare(left, right) < 0 ? left : right;
  }

  /** All rows, in no particular order. */
  get all(): Int32Array {
    return this.#heap.subarray(0, this.size);
  }

  add(row: number): void {
    if (this.size === this.#heap.length) this.#heap = grownInts(this.#heap, 2 * this.size);
    this.#put(this.size++, row);
    this.#rise(row);
  }

  /** Removes a row that is in this heap. */
  remove(row: number): void {
    const { positions } = this.#rows;
    const at = positions[row]!;
    positions[row] = -1;
    const last = this.#heap[--this.size]!;
    if (last === row) return;
    this.#put(at, last);
    this.update(last);
  }

  /** The numbers of a row in this heap have changed. */
  update(row: number): void {
    if (!this.#rise(row)) this.#sink(row);
  }

  clear(): void {
    for (let at = 0; at < this.size; at++) this.#rows.positions[this.#heap[at]!] = -1;
    this.size = 0;
  }

  /** Returns whether the row has moved. */
  #rise(row: number): boolean {
    const heap = this.#heap;
    const rows = this.#rows;
    const from = rows.positions[row]!;
    let at = from;
    while (at > 0) {
      const parent = heap[(at - 1) >> 1]!;
      if (rows.compare(parent, row) <= 0) break;
      this.#put(at, parent);
      at = (at - 1) >> 1;
    }
    if (at === from) return false;
    this.#put(at, row);
    return true;
  }

  #sink(row: number): void {
    const heap = this.#heap;
    const rows = this.#rows;
    const { size } = this;
    let at = rows.positions[row]!;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && rows.compare(heap[child + 1]!, heap[child]!) < 0) child++;
      const next = heap[child]!;
      if (rows.compare(row, next) <= 0) break;
      this.#put(at, next);
      at = child;
    }
    this.#put(at, row);
  }

  #put(at: number, row: number): void {
    this.#heap[at] = row;
    this.#rows.positions[row] = at;
  }
}
