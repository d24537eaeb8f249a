/** Holders of something with their number of units, in the order in which they began to hold it. */
export class Counted {
  readonly #times = new Map<number, number>();
  #count = 0;

  /** Units held by all together. */
  get count(): number {
    return this.#count;
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
