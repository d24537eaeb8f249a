import { grownFloats, grownInts } from '../../engine/column.ts';

/** Instead of a position: in no heap. */
const NOWHERE = -1;
const FIRST = 16;

/**
 * Rows of numbers in lexicographic order, the smaller first. The last number differs for any two rows that are compared, so
 * the order is total. Rows are reused.
 */
export class KeyRows {
  readonly width: number;
  /** Row after row. */
  numbers: Float64Array;
  /** By row: its position in the heap that contains it; negative: in none. */
  positions = new Int32Array(FIRST);
  /** Free rows. */
  readonly #spare: number[] = [];
  #made = 0;

  /** `width`: numbers per row. */
  constructor(width: number) {
    this.width = width;
    this.numbers = new Float64Array(FIRST * width);
  }

  /** A row whose numbers the caller must write. */
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

  /** Negative: `a` comes before `b`. */
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
