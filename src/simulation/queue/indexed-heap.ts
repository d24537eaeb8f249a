/** An item of an indexed heap, with its position there; -1: it is in no heap. */
export interface HeapItem {
  position: number;
}

/** A binary heap from which items can be removed anywhere, and whose items can change their rank. No two may be equal. */
export class IndexedHeap<T extends HeapItem> {
  readonly items: T[] = [];
  readonly #compare: (a: T, b: T) => number;

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get first(): T | undefined {
    return this.items[0];
  }

  add(item: T): void {
    item.position = this.items.push(item) - 1;
    this.#rise(item);
  }

  /** Does nothing for an item that is not in the heap. */
  remove(item: T): void {
    const { position } = item;
    if (position < 0) return;
    item.position = -1;
    const last = this.items.pop()!;
    if (last === item) return;
    this.items[position] = last;
    last.position = position;
    this.update(last);
  }

  /** The item's rank has changed. Does nothing for an item that is not in the heap. */
  update(item: T): void {
    if (item.position < 0) return;
    this.#rise(item);
    this.#sink(item);
  }

  /** The ranks of all items may have changed. */
  rebuild(): void {
    for (let at = (this.items.length >> 1) - 1; at >= 0; at--) this.#sink(this.items[at]!);
  }

  #rise(item: T): void {
    let at = item.position;
    while (at > 0) {
      const parent = this.items[(at - 1) >> 1]!;
      if (this.#compare(parent, item) <= 0) break;
      this.#put(at, parent);
      at = (at - 1) >> 1;
    }
    this.#put(at, item);
  }

  #sink(item: T): void {
    const { items } = this;
    let at = item.position;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.#compare(items[child + 1]!, items[child]!) < 0) child++;
      if (this.#compare(item, items[child]!) <= 0) break;
      this.#put(at, items[child]!);
      at = child;
    }
    this.#put(at, item);
  }

  #put(at: number, item: T): void {
    this.items[at] = item;
    item.position = at;
  }
}
