const WIDTH = 4;
const VALUE = 0;
const PEAK = 1;
const SINCE_US = 2;
/** Since the end of the warm-up. */
const INTEGRAL = 3;

/** Time integrals of counts that change in steps, by row, since a given instant and since the start; and their peaks. */
export class StepIntegrals {
  readonly #cells: Float64Array;
  readonly #fromUs: number;
  /** Count times microseconds before that instant. */
  readonly #heads: Float64Array;

  /** Time before `fromUs` (the warm-up) is counted separately. */
  constructor(rows: number, fromUs = 0) {
    this.#cells = new Float64Array(rows * WIDTH);
    this.#fromUs = fromUs;
    this.#heads = new Float64Array(rows);
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

  /** Sets the count from this instant on. */
  set(row: number, value: number, atUs: number): void {
    const before = this.value(row);
    if (value !== before) this.add(row, value - before, atUs);
  }

  /** Count times microseconds from the end of the warm-up to an instant. */
  integralUs(row: number, atUs: number): number {
    this.#settle(row, atUs);
    return this.#cells[row * WIDTH + INTEGRAL]!;
  }

  /** Count times microseconds from the start of the run to an instant. */
  wholeIntegralUs(row: number, atUs: number): number {
    return this.integralUs(row, atUs) + this.#heads[row]!;
  }

  #settle(row: number, atUs: number): void {
    const cells = this.#cells;
    const at = row * WIDTH;
    let since = cells[at + SINCE_US]!;
    if (atUs <= since) return;
    if (since < this.#fromUs) {
      const until = Math.min(atUs, this.#fromUs);
      this.#heads[row]! += cells[at + VALUE]! * (until - since);
      since = until;
    }
    cells[at + INTEGRAL]! += cells[at + VALUE]! * (atUs - since);
    cells[at + SINCE_US] = atUs;
  }
}
