import { madeOnce } from '../../collections/made-once.ts';
import { type HeapItem, IndexedHeap } from './indexed-heap.ts';
import type { WaitingCrowd, WaitingGroup } from './waiting-groups.ts';

/** Parked crowds, of any sessions, that need room on the same datastores: all of them wait for the same one. */
export class RoomNeed implements HeapItem {
  position = -1;
  /** The datastore without room at which they wait; -1: it has no crowds. */
  waitsFor = -1;
  readonly datastores: readonly number[];
  /** In the queue's order. */
  readonly crowds = new IndexedHeap(compareCrowds);

  constructor(datastores: readonly number[]) {
    this.datastores = datastores;
  }
}

/**
 * Crowds that wait for room for snapshots, in the queue's order. There may be many of them, and a snapshot that goes makes room
 * for one: so they return to the ranking one by one, the first of the queue first, while there is room.
 */
export class ParkedCrowds {
  /** By their datastores. */
  readonly #needs = new Map<string, RoomNeed>();
  readonly #byDatastore = new Map<number, IndexedHeap<RoomNeed>>();
  /** Datastores from which a snapshot has gone, as long as they have room and something waits for them. */
  readonly #open = new Set<number>();
  readonly #hasRoom: (datastore: number) => boolean;

  constructor(hasRoom: (datastore: number) => boolean) {
    this.#hasRoom = hasRoom;
  }

  /** `datastore`: one that the crowd needs, and that has no room. */
  add(crowd: WaitingCrowd, datastore: number): void {
    const { datastores, group } = crowd;
    const need = madeOnce(this.#needs, datastores.join(), () => new RoomNeed(datastores));
    crowd.need = need;
    group.parked.add(crowd);
    need.crowds.add(crowd);
    if (need.waitsFor < 0) this.#waitFor(datastore, need);
    else this.#waitingFor(need.waitsFor).update(need);
  }

  remove(crowd: WaitingCrowd): void {
    const need = crowd.need!;
    const waiting = this.#waitingFor(need.waitsFor);
    crowd.need = undefined;
    crowd.group.parked.delete(crowd);
    need.crowds.remove(crowd);
    if (need.crowds.first !== undefined) waiting.update(need);
    else {
      waiting.remove(need);
      need.waitsFor = -1;
    }
  }

  /** The first task of a parked crowd has changed. */
  headChanged(crowd: WaitingCrowd): void {
    const need = crowd.need!;
    need.crowds.update(crowd);
    this.#waitingFor(need.waitsFor).update(need);
  }

  /** Changes what the order of a group's crowds depends on. */
  reorder(group: WaitingGroup, change: () => void): void {
    const parked = Array.from(group.parked, (crowd) => ({ crowd, datastore: crowd.need!.waitsFor }));
    for (const { crowd } of parked) this.remove(crowd);
    change();
    for (const { crowd, datastore } of parked) this.add(crowd, datastore);
  }

  /** A snapshot has gone from the datastore. */
  snapshotGone(datastore: number): void {
    if (this.#byDatastore.get(datastore)?.first !== undefined) this.#open.add(datastore);
  }

  /** The first crowd for which there is room on all datastores that it needs; undefined: there is none. */
  foremost(): WaitingCrowd | undefined {
    let best: WaitingCrowd | undefined;
    for (const datastore of this.#open) {
      const first = this.#hasRoom(datastore) ? this.#firstWithRoom(datastore) : undefined;
      if (first === undefined) this.#open.delete(datastore);
      else if (best === undefined || compareCrowds(first, best) < 0) best = first;
    }
    return best;
  }

  /** Those before it that need room on another datastore, too, wait there from now on. */
  #firstWithRoom(datastore: number): WaitingCrowd | undefined {
    const waiting = this.#waitingFor(datastore);
    for (let { first } = waiting; first !== undefined; first = waiting.first) {
      const full = first.datastores.find((other) => !this.#hasRoom(other));
      if (full === undefined) return first.crowds.first;
      waiting.remove(first);
      this.#waitFor(full, first);
    }
    return undefined;
  }

  #waitFor(datastore: number, need: RoomNeed): void {
    need.waitsFor = datastore;
    this.#waitingFor(datastore).add(need);
  }

  #waitingFor(datastore: number): IndexedHeap<RoomNeed> {
    return madeOnce(this.#byDatastore, datastore, () => new IndexedHeap(compareNeeds));
  }
}

function compareNeeds(a: RoomNeed, b: RoomNeed): number {
  return compareCrowds(a.crowds.first!, b.crowds.first!);
}

function compareCrowds(a: WaitingCrowd, b: WaitingCrowd): number {
  return a.group.order.compare(a.first, a.group.keys, b.first, b.group.keys);
}
