import { grownFloats, grownInts } from '../../engine/column.ts';

/** In no heap. */
const NOWHERE = -1;
const FIRST = 16;

/**
 * Rows of numbers that are compared one after the other, the smaller first. Their last number tells any two rows apart that
 * are ever compared. A row that is given back is given out again.
 */
export class KeyRows {
  readonly width: number;
  /** Row after row. */
  numbers: Float64Array;
  /** By row: its position in the heap that it stands in; below 0: in none. */
  positions = new Int32Array(FIRST);
  /** Rows that were given back. */
  readonly #spare: number[] = [];
  #made = 0;

  /** `width`: numbers per row. */
  constructor(width: number) {
    this.width = width;
    this.numbers = new Float64Array(FIRST * width);
  }

  /** A row to be written to: what stands in it is of no meaning. */
  add(): number {
    const row = this.#spare.pop() ?? this.#made++;
    if (row === this.positions.length) {
      this.positions = grownInts(this.positions, 2 * row);
      this.numbers = grownFloats(this.numbers, 2 * row * this.width);
    }
    this.positions[row] = NOWHERE;
    return row;
  }

  giveBack(row: number): void {
    this.#spare.push(row);
  }

  /** Below 0: `a` goes before `b`. */
  compare(a: number, b: number): number {
    const { numbers, width } = this;
    let right = b * width;
    for (let left = a * width, end = left + width; left < end; left++, right++) {
      const one = numbers[left]!;
      const other = numbers[right]!;
      if (one !== other) return one < other ? -1 : 1;
    }
    return 0;
  }
}
