import { grownFloats, grownInts } from './column.ts';

/**
 * The members of each class by mark, the first of which finishes first. Most classes have one member: a heap is made for
 * those that have had more.
 */
export class MemberHeaps {
  /** One per flow. */
  mark = new Float64Array(16);
  #place = new Int32Array(16);
  // One per class.
  #size = new Int32Array(16);
  #first = new Int32Array(16);
  /** All members, the first included, where there are several. */
  readonly #heaps: (Int32Array | undefined)[] = [];

  reserve(flows: number, classes: number): void {
    if (flows > this.mark.length) {
      this.mark = grownFloats(this.mark, flows * 2);
      this.#place = grownInts(this.#place, flows * 2);
    }
    if (classes > this.#size.length) {
      this.#size = grownInts(this.#size, classes * 2);
      this.#first = grownInts(this.#first, classes * 2);
    }
  }

  size(c: number): number {
    return this.#size[c]!;
  }

  first(c: number): number {
    return this.#first[c]!;
  }

  firstMark(c: number): number {
    return this.mark[this.#first[c]!]!;
  }

  /** True, where the flow is the first of its class from now on. */
  add(c: number, flow: number, mark: number): boolean {
    this.mark[flow] = mark;
    const size = this.#size[c]!;
    this.#size[c] = size + 1;
    if (size === 0) {
      this.#first[c] = flow;
      return true;
    }
    let heap = this.#heaps[c];
    if (heap === undefined || heap.length <= size) {
      heap = grownInts(heap ?? new Int32Array(0), Math.max(4, size * 2));
      this.#heaps[c] = heap;
    }
    if (size === 1) {
      heap[0] = this.#first[c]!;
      this.#place[heap[0]!] = 0;
    }
    this.#siftUp(heap, size, flow);
    return this.#takeFirst(c, heap);
  }

  /** True, where the flow was the first of its class. */
  remove(c: number, flow: number): boolean {
    const size = this.#size[c]! - 1;
    this.#size[c] = size;
    if (size === 0) return true;
    const heap = this.#heaps[c]!;
    const place = this.#place[flow]!;
    if (place < size) {
      const last = heap[size]!;
      if (this.mark[last]! < this.mark[flow]!) this.#siftUp(heap, place, last);
      else this.#siftDown(heap, place, last, size);
    }
    return this.#takeFirst(c, heap);
  }

  #takeFirst(c: number, heap: Int32Array): boolean {
    const before = this.#first[c]!;
    this.#first[c] = heap[0]!;
    return before !== heap[0];
  }

  #siftUp(heap: Int32Array, place: number, flow: number): void {
    const marks = this.mark;
    const mark = marks[flow]!;
    let at = place;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const other = heap[parent]!;
      if (marks[other]! <= mark) break;
      heap[at] = other;
      this.#place[other] = at;
      at = parent;
    }
    heap[at] = flow;
    this.#place[flow] = at;
  }

  #siftDown(heap: Int32Array, place: number, flow: number, size: number): void {
    const marks = this.mark;
    const mark = marks[flow]!;
    let at = place;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && marks[heap[child + 1]!]! < marks[heap[child]!]!) child++;
      const other = heap[child]!;
      if (mark <= marks[other]!) break;
      heap[at] = other;
      this.#place[other] = at;
      at = child;
    }
    heap[at] = flow;
    this.#place[flow] = at;
  }
}
