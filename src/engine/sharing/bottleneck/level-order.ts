import { grownInts } from '../../column.ts';

const NONE = -1;

/**
 * The work list of a search: full resources sorted by level, some of which are marked to be recomputed, the lowest first.
 * A sorted array with a bit set of marked positions, instead of a heap of marked resources: most levels change by so little
 * that the order stays as it is, and then neither marking nor a change of level moves anything. A level that passes others
 * moves by insertion. The next mark is found a word of 32 positions at a time.
 */
export class LevelOrder {
  /** By position: the resource. */
  #row = new Int32Array(16);
  /** By resource: its position, or NONE. */
  #place = new Int32Array(16).fill(NONE);
  #size = 0;
  /** By position, one bit each. */
  #marks = new Int32Array(1);
  /** No word before this one has a mark. */
  #first = 0;

  addResource(row: number): void {
    if (row >= this.#place.length) {
      const length = row * 2;
      const before = this.#place.length;
      this.#row = grownInts(this.#row, length);
      this.#place = grownInts(this.#place, length).fill(NONE, before);
      this.#marks = grownInts(this.#marks, (length >> 5) + 1);
    }
    if (this.#place[row] !== NONE) this.remove(row);
  }

  mark(row: number): void {
    this.#setMark(this.#place[row]!);
  }

  /** Removes the mark of the lowest marked resource and returns it; -1: none is marked. */
  next(): number {
    const marks = this.#marks;
    const end = (this.#size + 31) >> 5;
    let word = this.#first;
    while (word < end && marks[word] === 0) word++;
    this.#first = word;
    if (word >= end) return NONE;
    const bits = marks[word]!;
    const lowest = bits & -bits;
    marks[word] = bits ^ lowest;
    return this.#row[(word << 5) + 31 - Math.clz32(lowest)]!;
  }

  unmarkAll(): void {
    this.#marks.fill(0);
  }

  /** A resource has become full. */
  add(row: number, level: Float64Array): void {
    const place = this.#size++;
    this.#row[place] = row;
    this.#place[row] = place;
    this.changed(row, level);
  }

  /** A resource has ceased to be full. */
  remove(row: number): void {
    const last = --this.#size;
    this.#clearMark(this.#place[row]!);
    for (let at = this.#place[row]!; at < last; at++) this.#move(at + 1, at);
    this.#place[row] = NONE;
  }

  /** Whether its level can change to `fresh` without passing another level, or parting from an equal one. */
  keepsPlace(row: number, level: Float64Array, fresh: number): boolean {
    const rows = this.#row;
    const at = this.#place[row]!;
    const own = level[row]!;
    const below = at > 0 ? level[rows[at - 1]!]! : Number.NEGATIVE_INFINITY;
    const above = at + 1 < this.#size ? level[rows[at + 1]!]! : Number.POSITIVE_INFINITY;
    return fresh > own ? fresh <= above && below < own : fresh >= below && above > own;
  }

  /** Restores the order after a change of its level. */
  changed(row: number, level: Float64Array): void {
    const rows = this.#row;
    const own = level[row]!;
    const before = this.#place[row]!;
    let at = before;
    if (at > 0 && level[rows[at - 1]!]! > own) {
      const isMarked = this.#clearMark(at);
      do this.#move(at - 1, at);
      while (--at > 0 && level[rows[at - 1]!]! > own);
      this.#put(row, at, isMarked);
    } else if (at + 1 < this.#size && level[rows[at + 1]!]! < own) {
      const isMarked = this.#clearMark(at);
      do this.#move(at + 1, at);
      while (++at + 1 < this.#size && level[rows[at + 1]!]! < own);
      this.#put(row, at, isMarked);
    }
  }

  /** Moves the resource at one position to another, with its mark. */
  #move(from: number, to: number): void {
    this.#put(this.#row[from]!, to, this.#clearMark(from));
  }

  #put(row: number, place: number, isMarked: boolean): void {
    this.#row[place] = row;
    this.#place[row] = place;
    if (isMarked) this.#setMark(place);
  }

  #setMark(place: number): void {
    const word = place >> 5;
    this.#marks[word] = this.#marks[word]! | (1 << (place & 31));
    if (word < this.#first) this.#first = word;
  }

  /** Returns whether there was a mark. */
  #clearMark(place: number): boolean {
    const word = place >> 5;
    const bit = 1 << (place & 31);
    const bits = this.#marks[word]!;
    this.#marks[word] = bits & ~bit;
    return (bits & bit) !== 0;
  }
}
