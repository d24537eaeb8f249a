import { Phase } from '../../engine/event-list.ts';
import { AsideKind } from '../aside.ts';
import type { Run } from '../run.ts';

/** Something that changes capacities by the time of day or week. */
export interface ByTheClock {
  /** Sets the capacities for now; returns the microseconds until the next change, more than 0; Infinity: there is none. */
  apply(run: Run): number;
}

/**
 * Changes capacities by the clock while any flow is open. At other times capacities do not matter, and changes of the day
 * alone must not keep the run going.
 */
export class ClockChanges {
  readonly #followers: readonly ByTheClock[];
  /** Whether the capacities are up to date, and the next change is booked. */
  #isFollowed = false;

  constructor(followers: readonly ByTheClock[]) {
    this.#followers = followers;
  }

  /** Before a task's flow opens. */
  follow(run: Run): void {
    if (this.#isFollowed) return;
    this.#isFollowed = true;
    this.#apply(run);
  }

  /** A change that was booked is due. */
  changeDue(run: Run): void {
    this.#isFollowed = run.loop.flows.size > 0;
    if (this.#isFollowed) this.#apply(run);
  }

  #apply(run: Run): void {
    const untilNext = Math.min(...this.#followers.map((follower) => follower.apply(run)));
    if (untilNext === Number.POSITIVE_INFINITY) return;
    run.aside.book(run.loop.nowUs + untilNext, Phase.release, AsideKind.clockChanged);
  }
}
