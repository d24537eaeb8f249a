import { madeOnce } from '../../collections/made-once.ts';
import type { CandidateSet } from '../placing/candidate-sets.ts';
import type { Ways } from '../placing/ways.ts';
import type { Gate, Kept, OpenGates } from './gate.ts';
import { IndexedHeap } from './indexed-heap.ts';
import { WaitClock } from './wait-clock.ts';
import { compareGroups, type ParkedGroups, type WaitingGroup } from './waiting-groups.ts';

/**
 * The groups that have waiting tasks: those that are awake, those that sleep behind gates, and those of which all tasks are
 * parked. While its gate is open, a sleeping group takes part in passes like the others. It is woken up when its tasks no
 * longer share one wait cause. A parked group takes part in no pass until it has a task to offer again.
 */
export class GroupIndex {
  readonly awake = new Set<WaitingGroup>();
  /** Candidate sets whose clocks sleeping groups follow. */
  readonly followed: CandidateSet[] = [];
  /** By ways; none is empty. */
  readonly parked = new Map<Ways, ParkedGroups>();
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
    this.#unpark(group);
    this.awake.delete(group);
  }

  /** The first task of a group has changed, or it has none to offer. */
  headChanged(group: WaitingGroup): void {
    if (group.first >= 0) this.#unpark(group);
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

  /** All tasks of an awake group are parked: passes no longer look at it by itself. */
  park(group: WaitingGroup, nowUs: number): void {
    const { ways } = group;
    const make = (): ParkedGroups => ({ groups: new Set(), clock: new WaitClock(undefined, nowUs) });
    const parked = madeOnce(this.parked, ways, make);
    this.awake.delete(group);
    parked.groups.add(group);
    group.parkedWith = parked;
    group.clock.follow(parked.clock, nowUs);
  }

  #unpark(group: WaitingGroup): void {
    const { parkedWith, ways } = group;
    if (parkedWith === undefined) return;
    group.parkedWith = undefined;
    parkedWith.groups.delete(group);
    if (parkedWith.groups.size === 0) this.parked.delete(ways);
    this.awake.add(group);
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
