/** Lehmer's generator (MINSTD): every product is exact in a double, so all languages give the same numbers. */
export class Minstd {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** An integer from 1 to 2147483646. */
  next(): number {
    this.#state = (this.#state * 48271) % 2147483647;
    return this.#state;
  }

  /** A number strictly between 0 and 1. */
  uniform(): number {
    return this.next() / 2147483647;
  }
}
