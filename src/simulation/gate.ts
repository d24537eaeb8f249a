import { IndexedHeap } from './indexed-heap.ts';
import type { WaitClock } from './wait-clock.ts';
import { compareGroups, type WaitingGroup } from './waiting-groups.ts';

/** Gates that stand open, as far as somebody may still sleep behind them. */
export type OpenGates = Set<Gate>;

/**
 * Something that all of a group needs and that is used up: the slots of its proxies, or of its repository. While it is, the
 * groups that it keeps sleep behind it, in the queue's order, and cost nothing.
 */
export class Gate {
  readonly sleepers = new IndexedHeap<WaitingGroup>(compareGroups);
  readonly #open: OpenGates;
  /** Of what it stands for: how much is used up. */
  #usedUp: number;

  constructor(open: OpenGates, usedUp: number) {
    this.#open = open;
    this.#usedUp = usedUp;
  }

  get isOpen(): boolean {
    return this.#usedUp === 0;
  }

  /** Something that it stands for has been used up (1), or there is some of it again (-1). */
  change(by: 1 | -1): void {
    this.#usedUp += by;
    if (this.#usedUp === 0 && this.sleepers.first !== undefined) this.#open.add(this);
    else if (this.#usedUp > 0) this.#open.delete(this);
  }
}

/** Why a group has no chance at the moment, and how that is charged. */
export interface Kept {
  readonly gate: Gate;
  /** The cause's number; or, where it changes with the state of the proxies, the clock that is charged in its place. */
  readonly charged: number | WaitClock;
}
