import { grownFloats, grownInts } from '../../column.ts';

const FIRST = 16;

/** An indexed binary heap of ids by key, the least first: keys can change, and ids can leave. Equal keys: in any order. */
export class IdHeap {
  size = 0;
  /** By heap position. */
  #keys = new Float64Array(FIRST);
  #ids = new Int32Array(FIRST);
  /** By id: heap position + 1; 0: not in the heap. */
  #places = new Int32Array(FIRST);

  /** Makes room for ids below `ids`. */
  reserve(ids: number): void {
    if (ids <= this.#places.length) return;
    const length = Math.max(ids, this.#places.length * 2);
    this.#keys = grownFloats(this.#keys, length);
    this.#ids = grownInts(this.#ids, length);
    this.#places = grownInts(this.#places, length);
  }

  has(id: number): boolean {
    return this.#places[id]! > 0;
  }

  /** The least key; Infinity when the heap is empty. */
  firstKey(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.#keys[0]!;
  }

  /** The id of the least key; the heap must not be empty. */
  first(): number {
    return this.#ids[0]!;
  }

  /** Adds an id, or changes its key. */
  set(id: number, key: number): void {
    const place = this.#places[id]!;
    if (place === 0) {
      this.#siftUp(this.size++, key, id);
      return;
    }
    const at = place - 1;
    const before = this.#keys[at]!;
    if (key < before) this.#siftUp(at, key, id);
    else if (key > before) this.#siftDown(at, key, id);
  }

  /** Removes an id, if it is in the heap. */
  remove(id: number): void {
    const place = this.#places[id]!;
    if (place === 0) return;
    this.#places[id] = 0;
    const last = --this.size;
    const at = place - 1;
    if (at === last) return;
    const key = this.#keys[last]!;
    const moved = this.#ids[last]!;
    if (key < this.#keys[at]!) this.#siftUp(at, key, moved);
    else this.#siftDown(at, key, moved);
  }

  #siftUp(place: number, key: number, id: number): void {
    const keys = this.#keys;
    const ids = this.#ids;
    const places = this.#places;
    let at = place;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const parentKey = keys[parent]!;
      if (parentKey <= key) break;
      const parentId = ids[parent]!;
      keys[at] = parentKey;
      ids[at] = parentId;
      places[parentId] = at + 1;
      at = parent;
    }
    keys[at] = key;
    ids[at] = id;
    places[id] = at + 1;
  }

  #siftDown(place: number, key: number, id: number): void {
    const keys = this.#keys;
    const ids = this.#ids;
    const places = this.#places;
    const size = this.size;
    let at = place;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      // A sum instead of a branch, which no processor could predict.
      if (child + 1 < size) child += +(keys[child + 1]! < keys[child]!);
      const childKey = keys[child]!;
      if (key <= childKey) break;
      const childId = ids[child]!;
      keys[at] = childKey;
      ids[at] = childId;
      places[childId] = at + 1;
      at = child;
    }
    keys[at] = key;
    ids[at] = id;
    places[id] = at + 1;
  }
}
