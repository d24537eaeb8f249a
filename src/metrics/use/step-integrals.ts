const WIDTH = 4;
const VALUE = 0;
const PEAK = 1;
/** From the end of the warm-up on. */
const SINCE_US = 2;
const INTEGRAL = 3;

/** Counts that change in steps, by row: their time integrals from a given instant on, and their peaks. */
export class StepIntegrals {
  readonly #cells: Float64Array;

  /** What happens before `fromUs` (the warm-up) leaves no mark in the integrals. */
  constructor(rows: number, fromUs = 0) {
    this.#cells = new Float64Array(rows * WIDTH);
    for (let row = 0; row < rows; row++) this.#cells[row * WIDTH + SINCE_US] = fromUs;
  }

  value(row: number): number {
    return this.#cells[row * WIDTH + VALUE]!;
  }

  peak(row: number): number {
    return this.#cells[row * WIDTH + PEAK]!;
  }

  add(row: number, change: number, atUs: number): void {
    this.#settle(row, atUs);
    const cells = this.#cells;
    const at = row * WIDTH;
    const value = cells[at + VALUE]! + change;
    cells[at + VALUE] = value;
    if (value > cells[at + PEAK]!) cells[at + PEAK] = value;
  }

  /** From now on this many, whatever it was. */
  set(row: number, value: number, atUs: number): void {
    const before = this.value(row);
    if (value !== before) this.add(row, value - before, atUs);
  }

  /** Count times microseconds, up to an instant. */
  integralUs(row: number, atUs: number): number {
    this.#settle(row, atUs);
    return this.#cells[row * WIDTH + INTEGRAL]!;
  }

  #settle(row: number, atUs: number): void {
    const cells = this.#cells;
    const at = row * WIDTH;
    const since = cells[at + SINCE_US]!;
    if (atUs <= since) return;
    cells[at + INTEGRAL]! += cells[at + VALUE]! * (atUs - since);
    cells[at + SINCE_US] = atUs;
  }
}
