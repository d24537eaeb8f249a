import type { CandidateSet } from '../placing/candidate-sets.ts';
import { IndexedHeap } from './indexed-heap.ts';
import { compareGroups, type WaitingGroup } from './waiting-groups.ts';

/** Gates that stand open and that somebody may still sleep behind. */
export class OpenGates {
  readonly #gates: Gate[] = [];

  add(gate: Gate): void {
    if (gate.isListed) return;
    gate.isListed = true;
    this.#gates.push(gate);
  }

  /** The group of the first task: of those that sleep behind one of the gates, and one more. */
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
 * Something that all of a group needs and that is used up: the slots of its proxies, or of its repository. While it is, the
 * groups that it keeps sleep behind it, in the queue's order, and cost nothing.
 */
export class Gate {
  readonly sleepers = new IndexedHeap<WaitingGroup>(compareGroups);
  /** Among the open ones. */
  isListed = false;
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
  }
}

/** Why a group has no chance at the moment, and how that is charged. */
export interface Kept {
  readonly gate: Gate;
  /** The cause's number; or, where it changes with the state of the proxies, the set whose clock is charged in its place. */
  readonly charged: number | CandidateSet;
}
