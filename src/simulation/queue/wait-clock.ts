import { WAIT_CAUSES, waitCauseNumber } from '../../trace/wait-cause.ts';
import { NOTHING_WAITED, type Waits } from './wait-account.ts';

/** Until the first pass looks at it, a task waits for that pass. */
const AT_FIRST = waitCauseNumber('scheduler-tick');
const CAUSES = WAIT_CAUSES.length;
/** Instead of a cause: the clocks below have causes of their own. */
const DELEGATED = CAUSES;
/** Instead of a cause: it is charged as another clock is. */
const FOLLOWING = -1;
/** The time of the clock above up to which this one is settled. */
const SINCE = CAUSES + 1;
/** When it was last settled: no time passes within an instant. */
const SETTLED_AT = CAUSES + 2;
/** When it was last read. */
const READ_AT = CAUSES + 3;

/**
 * Charges waiting time to causes for many tasks at once. Clocks form a tree (group, crowd, line). While a clock charges a
 * cause, those below it stand still; while it delegates, they run and charge causes of their own. What a task has waited is
 * the sum over its line's clock and those above, from its entry on. So a change of a common cause costs one update, however
 * many tasks wait. A clock is settled lazily, when it is read.
 */
export class WaitClock {
  readonly #above: WaitClock | undefined;
  /** Microseconds by cause, then how long the clocks below have been running, then the instants named above. */
  readonly #us = new Float64Array(CAUSES + 4);
  #cause = AT_FIRST;
  /** A bit for each cause that it has charged: most clocks only delegate, the others have charged one or two. */
  #charged = 0;
  #followed: WaitClock | undefined;
  /** What the followed clock had charged when it was last looked at. */
  #seenUs: Float64Array | undefined;
  #reading = NOTHING_WAITED;

  constructor(above: WaitClock | undefined, nowUs: number) {
    this.#above = above;
    this.#us[SINCE] = above === undefined ? nowUs : above.delegatedUs(nowUs);
    this.#us[SETTLED_AT] = -1;
    this.#us[READ_AT] = -1;
  }

  /** From now on all tasks below are charged to this cause. */
  charge(cause: number, nowUs: number): void {
    if (this.#cause === cause) return;
    this.#settle(nowUs);
    this.#cause = cause;
    this.#followed = undefined;
  }

  /** From now on each clock below charges its own cause. */
  delegate(nowUs: number): void {
    this.charge(DELEGATED, nowUs);
  }

  /** From now on all tasks below are charged as another clock is, which must not be below this one. */
  follow(clock: WaitClock, nowUs: number): void {
    if (this.#followed === clock) return;
    this.#settle(nowUs);
    clock.#settle(nowUs);
    this.#cause = FOLLOWING;
    this.#followed = clock;
    this.#seenUs ??= new Float64Array(CAUSES);
    for (let c = 0; c < CAUSES; c++) this.#seenUs[c] = clock.#us[c]!;
  }

  /**
   * Microseconds by cause charged so far, here and above. All calls at one instant return the same object, which must not be
   * written to.
   */
  reading(nowUs: number): Waits {
    if (this.#us[READ_AT] === nowUs) return this.#reading;
    const sum = NOTHING_WAITED.slice();
    this.addCharged(sum, nowUs);
    this.#us[READ_AT] = nowUs;
    this.#reading = sum.every((us) => us === 0) ? NOTHING_WAITED : sum;
    return this.#reading;
  }

  /** Adds the microseconds charged so far, here and above, to a sum by cause. */
  addCharged(sum: number[], nowUs: number): void {
    this.#settle(nowUs);
    for (let left = this.#charged; left !== 0; left &= left - 1) {
      const cause = lowest(left);
      sum[cause]! += this.#us[cause]!;
    }
    this.#above?.addCharged(sum, nowUs);
  }

  /** How long the clocks below have been running, microseconds. */
  delegatedUs(nowUs: number): number {
    this.#settle(nowUs);
    return this.#us[DELEGATED]!;
  }

  #settle(nowUs: number): void {
    const us = this.#us;
    if (us[SETTLED_AT] === nowUs) return;
    us[SETTLED_AT] = nowUs;
    const time = this.#above === undefined ? nowUs : this.#above.delegatedUs(nowUs);
    const passed = time - us[SINCE]!;
    us[SINCE] = time;
    if (this.#cause === FOLLOWING) this.#catchUp(nowUs);
    else {
      us[this.#cause]! += passed;
      if (this.#cause < CAUSES && passed !== 0) this.#charged |= 1 << this.#cause;
    }
  }

  #catchUp(nowUs: number): void {
    const followed = this.#followed!;
    followed.#settle(nowUs);
    const seen = this.#seenUs!;
    this.#charged |= followed.#charged;
    for (let left = followed.#charged; left !== 0; left &= left - 1) {
      const cause = lowest(left);
      const charged = followed.#us[cause]!;
      this.#us[cause]! += charged - seen[cause]!;
      seen[cause] = charged;
    }
  }
}

/** The index of the lowest bit that is set. */
function lowest(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
