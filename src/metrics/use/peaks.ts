const WIDTH = 2;
const VALUE = 0;
const PEAK = 1;

/** Peaks of counts that change in steps, by row. */
export class Peaks {
  readonly #cells: Int32Array;

  constructor(rows: number) {
    this.#cells = new Int32Array(rows * WIDTH);
  }

  peak(row: number): number {
    return this.#cells[row * WIDTH + PEAK]!;
  }

  add(row: number, change: number): void {
    const cells = this.#cells;
    const at = row * WIDTH;
    const value = cells[at + VALUE]! + change;
    cells[at + VALUE] = value;
    if (value > cells[at + PEAK]!) cells[at + PEAK] = value;
  }
}
