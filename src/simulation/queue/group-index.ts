import type { CandidateSet } from '../placing/candidate-sets.ts';
import type { Gate, Kept, OpenGates } from './gate.ts';
import { IndexedHeap } from './indexed-heap.ts';
import { compareGroups, type WaitingGroup } from './waiting-groups.ts';

/**
 * Groups that hold tasks: those that are awake, and those that sleep behind gates. While its gate is open a sleeper takes part
 * like the others; it wakes up when it must be looked at in parts.
 */
export class GroupIndex {
  readonly awake = new Set<WaitingGroup>();
  /** Sets whose clocks are charged in the place of sleepers. */
  readonly followed: CandidateSet[] = [];
  /** Of the awake ones those that have a task to offer in this pass. */
  readonly #ranked = new IndexedHeap<WaitingGroup>(compareGroups);
  /** Gates that somebody sleeps behind, and some that nobody does any more; and of those the ones that stand open. */
  readonly #gates = new Set<Gate>();
  readonly #open: OpenGates;

  constructor(open: OpenGates) {
    this.#open = open;
  }

  opened(group: WaitingGroup): void {
    this.awake.add(group);
    this.headChanged(group);
  }

  closed(group: WaitingGroup): void {
    this.#getUp(group);
    this.awake.delete(group);
  }

  /** Its first task is another one, or it has none to offer. */
  headChanged(group: WaitingGroup): void {
    const heap = this.#heapOf(group);
    if (group.first < 0) {
      heap.remove(group);
      // What it has left is kept otherwise, and charged otherwise.
      this.wake(group);
    } else if (group.position >= 0) heap.update(group);
    else if (!group.aside) heap.add(group);
  }

  /** Out of the ranking until its head changes again. */
  setAside(group: WaitingGroup): void {
    group.aside = true;
    this.#heapOf(group).remove(group);
  }

  /** The group of the first task of the queue, of the awake ones and those behind open gates; undefined: there is none. */
  foremost(): WaitingGroup | undefined {
    return this.#open.foremost(this.#ranked.first);
  }

  /** Nobody looks at the group until what keeps it opens. */
  sleep(group: WaitingGroup, { gate, charged }: Kept, nowUs: number): void {
    this.closed(group);
    group.gate = gate;
    gate.sleepers.add(group);
    this.#gates.add(gate);
    if (typeof charged === 'number') {
      group.clock.charge(charged, nowUs);
      return;
    }
    group.clock.follow(charged.clock, nowUs);
    group.follows = charged;
    if (charged.followers++ === 0) this.followed.push(charged);
  }

  /** Does nothing for one that is awake. */
  wake(group: WaitingGroup): void {
    if (group.gate === undefined) return;
    this.#getUp(group);
    this.opened(group);
  }

  /** Something has changed that gates know nothing of: everybody is looked at again. */
  wakeAll(): void {
    for (const { sleepers } of this.#gates) {
      while (sleepers.first !== undefined) this.wake(sleepers.first);
    }
    this.#gates.clear();
  }

  #getUp(group: WaitingGroup): void {
    this.#heapOf(group).remove(group);
    group.gate = undefined;
    const { follows } = group;
    group.follows = undefined;
    if (follows !== undefined && --follows.followers === 0) {
      this.followed.splice(this.followed.indexOf(follows), 1);
    }
  }

  #heapOf({ gate }: WaitingGroup): IndexedHeap<WaitingGroup> {
    return gate?.sleepers ?? this.#ranked;
  }
}
