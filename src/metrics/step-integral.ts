/** A count that changes in steps: its time integral from a given instant on, and its peak. */
export class StepIntegral {
  #value = 0;
  #peak = 0;
  #sinceUs = 0;
  #integral = 0;
  readonly #fromUs: number;

  /** What happens before `fromUs` (the warm-up) leaves no mark in the integral. */
  constructor(fromUs = 0) {
    this.#fromUs = fromUs;
  }

  get value(): number {
    return this.#value;
  }

  get peak(): number {
    return this.#peak;
  }

  add(change: number, atUs: number): void {
    this.#settle(atUs);
    this.#value += change;
    if (this.#value > this.#peak) this.#peak = this.#value;
  }

  /** From now on this many, whatever it was. */
  set(value: number, atUs: number): void {
    if (value !== this.#value) this.add(value - this.#value, atUs);
  }

  /** Count times microseconds, up to an instant. */
  integralUs(atUs: number): number {
    this.#settle(atUs);
    return this.#integral;
  }

  #settle(atUs: number): void {
    const from = Math.max(this.#sinceUs, this.#fromUs);
    if (atUs > from) this.#integral += this.#value * (atUs - from);
    this.#sinceUs = atUs;
  }
}
