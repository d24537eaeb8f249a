import type { CandidateSet } from '../placing/candidate-sets.ts';
import type { Gate, Kept, OpenGates } from './gate.ts';
import { IndexedHeap } from './indexed-heap.ts';
import { compareGroups, type WaitingGroup } from './waiting-groups.ts';

/**
 * The groups that have waiting tasks: those that are awake, and those that sleep behind gates. While its gate is open, a
 * sleeping group takes part in passes like the others. It is woken up when its tasks no longer share one wait cause.
 */
export class GroupIndex {
  readonly awake = new Set<WaitingGroup>();
  /** Candidate sets whose clocks sleeping groups follow. */
  readonly followed: CandidateSet[] = [];
  /** The awake groups that have a task to offer in this pass. */
  readonly #ranked = new IndexedHeap<WaitingGroup>(compareGroups);
  /** Gates behind which groups sleep, or have slept; and those of them that are open. */
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

  /** The first task of a group has changed, or it has none to offer. */
  headChanged(group: WaitingGroup): void {
    const heap = this.#heapOf(group);
    if (group.first < 0) {
      heap.remove(group);
      // Its remaining tasks are set aside or parked, so they have wait causes of their own.
      this.wake(group);
    } else if (group.position >= 0) heap.update(group);
    else if (!group.aside) heap.add(group);
  }

  /** Takes a group out of the ranking until `headChanged` is called. */
  setAside(group: WaitingGroup): void {
    group.aside = true;
    this.#heapOf(group).remove(group);
  }

  /** The group of the first task of the queue, among awake groups and those behind open gates; undefined: there is none. */
  foremost(): WaitingGroup | undefined {
    return this.#open.foremost(this.#ranked.first);
  }

  /** Puts a group to sleep until its gate opens. */
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

  /** Wakes a group up; does nothing if it is awake. */
  wake(group: WaitingGroup): void {
    if (group.gate === undefined) return;
    this.#getUp(group);
    this.opened(group);
  }

  /** Wakes all groups up, because something has changed that gates do not cover. */
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
