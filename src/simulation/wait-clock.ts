import { waitCauseNumber } from '../trace/wait-cause.ts';
import { NOTHING_WAITED } from './wait-account.ts';

/** Until the first pass looks at it, a task waits for that pass. */
const AT_FIRST = waitCauseNumber('scheduler-tick');
/** In the place of a cause: the parts below have causes of their own. */
const DELEGATED = -1;
/** In the place of a cause: charged as another clock is. */
const FOLLOWING = -2;

/**
 * Charges waiting time to causes for many tasks at once. Clocks are nested: while one charges, those below it stand
 * still; while it delegates, they run. So whatever is waited for in common costs one charge, however many wait.
 */
export class WaitClock {
  readonly #above: WaitClock | undefined;
  /** By cause, up to when it was settled last; most clocks only delegate, or never charge by themselves. */
  readonly #chargedUs = NOTHING_WAITED.slice();
  #hasCharged = false;
  #delegatedUs = 0;
  #cause = AT_FIRST;
  #followed: WaitClock | undefined;
  /** What the followed clock had charged when it was last looked at. */
  #seenUs: number[] | undefined;
  /** On the clock above. */
  #sinceUs: number;
  /** When it was settled last: nothing passes within an instant. */
  #settledAtUs = -1;
  #reading: readonly number[] = NOTHING_WAITED;
  #readAtUs = -1;

  constructor(above: WaitClock | undefined, nowUs: number) {
    this.#above = above;
    this.#sinceUs = above === undefined ? nowUs : above.delegatedUs(nowUs);
  }

  /** From now on all below wait for this cause. */
  charge(cause: number, nowUs: number): void {
    if (this.#cause === cause) return;
    this.#settle(nowUs);
    this.#cause = cause;
    this.#followed = undefined;
  }

  /** From now on each part below is charged to its own cause. */
  delegate(nowUs: number): void {
    this.charge(DELEGATED, nowUs);
  }

  /** From now on all below are charged as another clock is; it must not stand below this one. */
  follow(clock: WaitClock, nowUs: number): void {
    if (this.#followed === clock) return;
    this.#settle(nowUs);
    clock.#settle(nowUs);
    this.#cause = FOLLOWING;
    this.#followed = clock;
    this.#seenUs = clock.#chargedUs.slice();
  }

  /**
   * Microseconds by cause charged so far, here and above: to be kept, not to be written to. Whoever asks at one instant gets the
   * same object.
   */
  reading(nowUs: number): readonly number[] {
    if (this.#readAtUs === nowUs) return this.#reading;
    const sum = NOTHING_WAITED.slice();
    this.addCharged(sum, nowUs);
    this.#readAtUs = nowUs;
    this.#reading = sum.every((us) => us === 0) ? NOTHING_WAITED : sum;
    return this.#reading;
  }

  /** Adds the microseconds charged so far, here and above, to a sum by cause. */
  addCharged(sum: number[], nowUs: number): void {
    this.#settle(nowUs);
    if (this.#hasCharged) {
      const charged = this.#chargedUs;
      for (let c = 0; c < charged.length; c++) sum[c]! += charged[c]!;
    }
    this.#above?.addCharged(sum, nowUs);
  }

  /** How long the parts below have been running. */
  delegatedUs(nowUs: number): number {
    this.#settle(nowUs);
    return this.#delegatedUs;
  }

  #settle(nowUs: number): void {
    if (this.#settledAtUs === nowUs) return;
    this.#settledAtUs = nowUs;
    const time = this.#above === undefined ? nowUs : this.#above.delegatedUs(nowUs);
    const passed = time - this.#sinceUs;
    this.#sinceUs = time;
    if (this.#cause === FOLLOWING) this.#catchUp(nowUs);
    else if (this.#cause === DELEGATED) this.#delegatedUs += passed;
    else if (passed !== 0) {
      this.#hasCharged = true;
      this.#chargedUs[this.#cause]! += passed;
    }
  }

  #catchUp(nowUs: number): void {
    const followed = this.#followed!;
    followed.#settle(nowUs);
    if (!followed.#hasCharged) return;
    this.#hasCharged = true;
    const seen = this.#seenUs!;
    for (let c = 0; c < seen.length; c++) {
      const charged = followed.#chargedUs[c]!;
      this.#chargedUs[c]! += charged - seen[c]!;
      seen[c] = charged;
    }
  }
}
