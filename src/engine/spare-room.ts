import { grownBytes, grownInts } from './column.ts';
import { IdHeap } from './id-heap.ts';

/**
 * Resources that are not full, and when they must be looked at again: at once, or when levels have risen by more than
 * their room allows. So one with much room costs nothing while others change.
 */
export class SpareRoom {
  readonly #rooms = new IdHeap();
  /** Sum of all rises of levels so far. */
  #risen = 0;
  #soon = new Int32Array(16);
  #soonCount = 0;
  #isSoon = new Uint8Array(16);

  addResource(row: number): void {
    this.#rooms.reserve(row + 1);
    this.#rooms.remove(row);
    if (row < this.#soon.length) return;
    this.#soon = grownInts(this.#soon, row * 2);
    this.#isSoon = grownBytes(this.#isSoon, row * 2);
  }

  /** What it gives may have grown by any amount. */
  lookSoon(row: number): void {
    if (this.#isSoon[row] === 1) return;
    this.#isSoon[row] = 1;
    this.#soon[this.#soonCount++] = row;
  }

  rise(by: number): void {
    this.#risen += by;
  }

  /** It has room for a rise of all its flows by so much. */
  isThere(row: number, rise: number): void {
    this.#rooms.set(row, this.#risen + rise);
  }

  /** It is full, or nobody crosses it. */
  forget(row: number): void {
    this.#rooms.remove(row);
  }

  /** A resource to look at; -1: none. */
  next(): number {
    if (this.#soonCount > 0) {
      const row = this.#soon[--this.#soonCount]!;
      this.#isSoon[row] = 0;
      return row;
    }
    if (!(this.#rooms.firstKey() < this.#risen)) return -1;
    const row = this.#rooms.first();
    this.#rooms.remove(row);
    return row;
  }
}
