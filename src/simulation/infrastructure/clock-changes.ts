import { Phase } from '../../engine/event-list.ts';
import { AsideKind } from '../aside.ts';
import type { Run } from '../run.ts';

/** Capacities that differ by the time of day or week. */
export interface ByTheClock {
  /** Brings them to this instant; microseconds until the next change, more than 0. Infinity: there is none. */
  apply(run: Run): number;
}

/**
 * Follows the clock while anything flows: at other times nobody asks for a capacity, and the run must not go on for the
 * changes of the day alone.
 */
export class ClockChanges {
  readonly #followers: readonly ByTheClock[];
  /** Whether the capacities are those of now, and the next change is booked. */
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
