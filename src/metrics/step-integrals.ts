const WIDTH = 4;
const VALUE = 0;
const PEAK = 1;
const SINCE_US = 2;
const INTEGRAL = 3;

/** Counts that change in steps, by row: their time integrals from a given instant on, and their peaks. */
export class StepIntegrals {
  readonly #cells: Float64Array;
  readonly #fromUs: number;

  /** What happens before `fromUs` (the warm-up) leaves no mark in the integrals. */
  constructor(rows: number, fromUs = 0) {
    this.#cells = new Float64Array(rows * WIDTH);
    this.#fromUs = fromUs;
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
    const value = cells[row * WIDTH + VALUE]! + change;
    cells[row * WIDTH + VALUE] = value;
    if (value > cells[row * WIDTH + PEAK]!) cells[row * WIDTH + PEAK] = value;
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
    const from = Math.max(cells[at + SINCE_US]!, this.#fromUs);
    if (atUs > from) cells[at + INTEGRAL]! += cells[at + VALUE]! * (atUs - from);
    cells[at + SINCE_US] = atUs;
  }
}
