import { grownInts } from '../../column.ts';
import { Stretches } from './stretches.ts';

/** Unordered lists of ids, one per row, all in one column: list r is the `count[r]` ids from `start[r]` on. */
export class IdLists {
  ids = new Int32Array(256);
  readonly #stretches = new Stretches();

  get start(): Int32Array {
    return this.#stretches.start;
  }

  get count(): Int32Array {
    return this.#stretches.count;
  }

  /** Adds an empty list, or empties an old one. */
  addRow(row: number): void {
    this.#stretches.addRow(row);
  }

  /** Returns the position in the list. */
  append(row: number, id: number): number {
    const count = this.count[row]!;
    const before = this.start[row]!;
    const start = this.#stretches.reserve(row, count + 1);
    const { length } = this.#stretches;
    if (length > this.ids.length) this.ids = grownInts(this.ids, length * 2);
    if (start !== before) this.ids.copyWithin(start, before, before + count);
    this.ids[start + count] = id;
    this.count[row] = count + 1;
    return count;
  }

  /** Removes the id at a position of a list. The last id of the list moves there, and is returned. */
  takeOut(row: number, place: number): number {
    const last = this.count[row]! - 1;
    this.count[row] = last;
    const start = this.start[row]!;
    const moved = this.ids[start + last]!;
    this.ids[start + place] = moved;
    return moved;
  }
}
