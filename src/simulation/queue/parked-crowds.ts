import { madeOnce } from '../../collections/made-once.ts';
import { IndexedHeap } from './indexed-heap.ts';
import type { WaitingCrowd, WaitingGroup } from './waiting-groups.ts';

/**
 * Crowds that wait for room on a datastore, in the queue's order. There may be many of them, and a snapshot that goes makes
 * room for one: so they return to the ranking one by one, the first of the queue first, while there is room.
 */
export class ParkedCrowds {
  readonly #byDatastore = new Map<number, IndexedHeap<WaitingCrowd>>();
  /** Datastores from which a snapshot has gone, as long as they have room and parked crowds. */
  readonly #open = new Set<number>();
  readonly #hasRoom: (datastore: number) => boolean;

  constructor(hasRoom: (datastore: number) => boolean) {
    this.#hasRoom = hasRoom;
  }

  add(crowd: WaitingCrowd, datastore: number): void {
    crowd.group.parked.add(crowd);
    this.#addTo(datastore, crowd);
  }

  remove(crowd: WaitingCrowd): void {
    this.#byDatastore.get(crowd.parkedOn)!.remove(crowd);
    crowd.group.parked.delete(crowd);
    crowd.parkedOn = -1;
  }

  /** The first task of a parked crowd has changed. */
  headChanged(crowd: WaitingCrowd): void {
    this.#byDatastore.get(crowd.parkedOn)!.update(crowd);
  }

  /** Changes what the order of a group's crowds depends on. */
  reorder(group: WaitingGroup, change: () => void): void {
    const heaps = Array.from(group.parked, (crowd) => {
      const heap = this.#byDatastore.get(crowd.parkedOn)!;
      heap.remove(crowd);
      return { heap, crowd };
    });
    change();
    for (const { heap, crowd } of heaps) heap.add(crowd);
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
    const heap = this.#byDatastore.get(datastore)!;
    for (let { first } = heap; first !== undefined; first = heap.first) {
      const full = first.datastores.find((other) => !this.#hasRoom(other));
      if (full === undefined) return first;
      heap.remove(first);
      this.#addTo(full, first);
    }
    return undefined;
  }

  #addTo(datastore: number, crowd: WaitingCrowd): void {
    crowd.parkedOn = datastore;
    madeOnce(this.#byDatastore, datastore, () => new IndexedHeap(compareCrowds)).add(crowd);
  }
}

function compareCrowds(a: WaitingCrowd, b: WaitingCrowd): number {
  return a.group.order.compare(a.first, a.group.keys, b.first, b.group.keys);
}
