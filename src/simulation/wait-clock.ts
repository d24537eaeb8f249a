import { WAIT_CAUSES, waitCauseNumber } from '../trace/wait-cause.ts';

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
  readonly #chargedUs: number[] = WAIT_CAUSES.map(() => 0);
  #delegatedUs = 0;
  #cause = AT_FIRST;
  #followed: WaitClock | undefined;
  /** What the followed clock had charged when it was last looked at. */
  #seenUs: readonly number[] = [];
  /** On the clock above. */
  #sinceUs: number;

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
    this.#cause = FOLLOWING;
    this.#followed = clock;
    this.#seenUs = clock.#charged(nowUs);
  }

  /** Adds the microseconds charged so far, here and above, to a sum by cause. */
  addCharged(sum: number[], nowUs: number): void {
    this.#above?.addCharged(sum, nowUs);
    this.#settle(nowUs);
    for (let c = 0; c < sum.length; c++) sum[c]! += this.#chargedUs[c]!;
  }

  /** How long the parts below have been running. */
  delegatedUs(nowUs: number): number {
    this.#settle(nowUs);
    return this.#delegatedUs;
  }

  #settle(nowUs: number): void {
    const time = this.#above === undefined ? nowUs : this.#above.delegatedUs(nowUs);
    const passed = time - this.#sinceUs;
    this.#sinceUs = time;
    if (this.#cause === FOLLOWING) this.#catchUp(nowUs);
    else if (this.#cause === DELEGATED) this.#delegatedUs += passed;
    else this.#chargedUs[this.#cause]! += passed;
  }

  #catchUp(nowUs: number): void {
    const charged = this.#followed!.#charged(nowUs);
    for (let c = 0; c < charged.length; c++) this.#chargedUs[c]! += charged[c]! - this.#seenUs[c]!;
    this.#seenUs = charged;
  }

  #charged(nowUs: number): readonly number[] {
    this.#settle(nowUs);
    return this.#chargedUs.slice();
  }
}
