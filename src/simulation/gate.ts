import { IndexedHeap } from './indexed-heap.ts';
import type { WaitClock } from './wait-clock.ts';
import { compareGroups, type WaitingGroup } from './waiting-groups.ts';

/**
 * Something that all of a group needs and that is used up: the slots of its proxies, or of its repository. While it is, the
 * groups that it keeps sleep behind it, in the queue's order, and cost nothing.
 */
export class Gate {
  readonly sleepers = new IndexedHeap<WaitingGroup>(compareGroups);
  readonly #isOpen: () => boolean;

  constructor(isOpen: () => boolean) {
    this.#isOpen = isOpen;
  }

  get isOpen(): boolean {
    return this.#isOpen();
  }
}

/** Why a group has no chance at the moment, and how that is charged. */
export interface Kept {
  readonly gate: Gate;
  /** The cause's number; or, where it changes with the state of the proxies, the clock that is charged in its place. */
  readonly charged: number | WaitClock;
}
