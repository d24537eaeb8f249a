import type { Gate, Kept, OpenGates } from './gate.ts';
import { IndexedHeap } from './indexed-heap.ts';
import { madeOnce } from './made-once.ts';
import type { WaitClock } from './wait-clock.ts';
import { compareGroups, type WaitingGroup } from './waiting-groups.ts';

/** Groups that hold tasks: those that are awake, and those that sleep behind gates. */
export class GroupIndex {
  readonly awake = new Set<WaitingGroup>();
  /** Of the awake ones those that have a task to offer in this pass. */
  readonly #ranked = new IndexedHeap<WaitingGroup>(compareGroups);
  /** Gates that somebody sleeps behind, and some that nobody does any more; and of those the ones that stand open. */
  readonly #gates = new Set<Gate>();
  readonly #open: OpenGates;
  /** Sleepers by the clock that is charged in their place. */
  readonly #followers = new Map<WaitClock, Set<WaitingGroup>>();

  constructor(open: OpenGates) {
    this.#open = open;
  }

  /** Calls with each clock that somebody follows, and with one of those who do. */
  eachFollowed(visit: (clock: WaitClock, group: WaitingGroup) => void): void {
    for (const [clock, groups] of this.#followers) {
      const [one] = groups;
      if (one !== undefined) visit(clock, one);
    }
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
    if (group.firstLine === undefined) {
      heap.remove(group);
      // What it has left is kept otherwise, and charged otherwise.
      if (group.gate !== undefined) this.#wake(group);
    } else if (group.position >= 0) heap.update(group);
    else if (!group.aside) heap.add(group);
  }

  setAside(group: WaitingGroup): void {
    group.aside = true;
    this.#heapOf(group).remove(group);
  }

  /** The group of the first task of the queue, among groups that nothing keeps; undefined: there is none. */
  first(keptBy: (group: WaitingGroup) => Kept | undefined, nowUs: number): WaitingGroup | undefined {
    for (let best = this.#foremost(); best !== undefined; best = this.#foremost()) {
      const kept = keptBy(best);
      if (kept !== undefined) this.#sleep(best, kept, nowUs);
      else {
        if (best.gate !== undefined) this.#wake(best);
        return best;
      }
    }
    return undefined;
  }

  /** Something has changed that gates know nothing of: everybody is looked at again. */
  wakeAll(): void {
    for (const { sleepers } of this.#gates) {
      while (sleepers.first !== undefined) this.#wake(sleepers.first);
    }
    this.#gates.clear();
  }

  /** Of the awake ones and those behind open gates. */
  #foremost(): WaitingGroup | undefined {
    let best = this.#ranked.first;
    for (const gate of this.#open) {
      const first = gate.sleepers.first;
      if (first === undefined) this.#open.delete(gate);
      else if (best === undefined || compareGroups(first, best) < 0) best = first;
    }
    return best;
  }

  #sleep(group: WaitingGroup, { gate, charged }: Kept, nowUs: number): void {
    this.closed(group);
    group.gate = gate;
    gate.sleepers.add(group);
    this.#gates.add(gate);
    if (typeof charged === 'number') {
      group.clock.charge(charged, nowUs);
      return;
    }
    group.clock.follow(charged, nowUs);
    group.follows = charged;
    madeOnce(this.#followers, charged, () => new Set()).add(group);
  }

  #wake(group: WaitingGroup): void {
    this.#getUp(group);
    this.opened(group);
  }

  #getUp(group: WaitingGroup): void {
    this.#heapOf(group).remove(group);
    group.gate = undefined;
    if (group.follows !== undefined) this.#followers.get(group.follows)!.delete(group);
    group.follows = undefined;
  }

  #heapOf({ gate }: WaitingGroup): IndexedHeap<WaitingGroup> {
    return gate?.sleepers ?? this.#ranked;
  }
}
