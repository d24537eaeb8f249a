/** Holders of something with their number of units, in the order in which they began to hold it. */
export class Counted {
  readonly #limit: number;
  readonly #times = new Map<number, number>();
  #count = 0;

  /** `limit`: the most units at once. */
  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }

  /** Units held by all together. */
  get count(): number {
    return this.#count;
  }

  get hasRoom(): boolean {
    return this.#count < this.#limit;
  }

  get holders(): readonly number[] {
    return [...this.#times.keys()];
  }

  has(holder: number): boolean {
    return this.#times.has(holder);
  }

  add(holder: number, change: 1 | -1): void {
    const times = (this.#times.get(holder) ?? 0) + change;
    this.#count += change;
    if (times > 0) this.#times.set(holder, times);
    else this.#times.delete(holder);
  }
}
