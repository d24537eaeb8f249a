import type { DesignPoint } from '../designs/design.ts';
import type { Outcome } from '../units/outcome.ts';
import { type Goal, isGoodNight, missesAllowed } from './goal.ts';

/** `open`: not yet decided by the nights so far. */
export type Verdict = 'holds' | 'misses' | 'open';

/** A design on trial: its nights so far, and whether they decide that it reaches the goal. */
export class Trial {
  /** Index among the trials of a search. */
  readonly number: number;
  readonly point: DesignPoint;
  readonly #goal: Goal;
  readonly #outcomes: Outcome[] = [];

  constructor(number: number, point: DesignPoint, goal: Goal) {
    this.number = number;
    this.point = point;
    this.#goal = goal;
  }

  /** In the order of the nights. */
  get outcomes(): readonly Outcome[] {
    return this.#outcomes;
  }

  tell(night: number, outcome: Outcome): void {
    this.#outcomes[night] = outcome;
  }

  get held(): number {
    return this.#outcomes.filter(isGoodNight).length;
  }

  /**
   * Always the verdict that all nights would give: it is reached early only if the remaining nights cannot change it.
   */
  get verdict(): Verdict {
    const nights = this.#outcomes.length;
    if (nights - this.held > missesAllowed(this.#goal)) return 'misses';
    return nights >= this.#goal.nights ? 'holds' : 'open';
  }
}
