import type { CandidateSet } from '../placing/candidate-sets.ts';
import { IndexedHeap } from './indexed-heap.ts';
import { compareGroups, type WaitingGroup } from './waiting-groups.ts';

/** The open gates behind which groups may still be sleeping. */
export class OpenGates {
  readonly #gates: Gate[] = [];

  add(gate: Gate): void {
    if (gate.isListed) return;
    gate.isListed = true;
    this.#gates.push(gate);
  }

  /** The group that is first in the queue's order, among those sleeping behind the gates and `other`. */
  foremost(other: WaitingGroup | undefined): WaitingGroup | undefined {
    const gates = this.#gates;
    let best = other;
    for (let at = gates.length - 1; at >= 0; at--) {
      const gate = gates[at]!;
      const { first } = gate.sleepers;
      if (first === undefined || !gate.isOpen) this.#drop(at);
      else if (best === undefined || compareGroups(first, best) < 0) best = first;
    }
    return best;
  }

  #drop(at: number): void {
    this.#gates[at]!.isListed = false;
    const last = this.#gates.pop()!;
    if (at < this.#gates.length) this.#gates[at] = last;
  }
}

/**
 * A resource that all tasks of some groups need: the slots of their proxies, or of their repositories. While it is used up,
 * these groups sleep behind the gate, in the queue's order, and passes do not look at them.
 */
export class Gate {
  readonly sleepers = new IndexedHeap<WaitingGroup>(compareGroups);
  /** Whether it is in the list of open gates. */
  isListed = false;
  readonly #open: OpenGates;
  /** How many of the things that it stands for are used up. */
  #usedUp: number;

  constructor(open: OpenGates, usedUp: number) {
    this.#open = open;
    this.#usedUp = usedUp;
  }

  get isOpen(): boolean {
    return this.#usedUp === 0;
  }

  /** One of the things that it stands for has been used up (1), or is available again (-1). */
  change(by: 1 | -1): void {
    this.#usedUp += by;
    if (this.#usedUp === 0 && this.sleepers.first !== undefined) this.#open.add(this);
  }
}

/** Why no task of a group can be placed now, and how its waiting is charged. */
export interface Kept {
  readonly gate: Gate;
  /** The number of the cause; or, where the cause changes with the state of the proxies, the set whose clock is followed. */
  readonly charged: number | CandidateSet;
}
