import { grownFloats, grownInts } from '../../column.ts';

/**
 * A priority queue per group, the member with the lowest mark first: for the flows of each class, and the classes of each
 * holder. A member is in one group at most. Most groups have a single member, so a binary heap is allocated only for
 * groups that have had more.
 */
export class MemberHeaps {
  /** One per member. */
  mark = new Float64Array(16);
  #place = new Int32Array(16);
  // One per group.
  #size = new Int32Array(16);
  #first = new Int32Array(16);
  /** All members, including the first, where there have been several. */
  readonly #heaps: (Int32Array | undefined)[] = [];

  reserve(members: number, groups: number): void {
    if (members > this.mark.length) {
      this.mark = grownFloats(this.mark, members * 2);
      this.#place = grownInts(this.#place, members * 2);
    }
    if (groups > this.#size.length) {
      this.#size = grownInts(this.#size, groups * 2);
      this.#first = grownInts(this.#first, groups * 2);
    }
  }

  size(group: number): number {
    return this.#size[group]!;
  }

  first(group: number): number {
    return this.#first[group]!;
  }

  firstMark(group: number): number {
    return this.mark[this.#first[group]!]!;
  }

  /** Returns whether the group has another first member than before. */
  add(group: number, member: number, mark: number): boolean {
    this.mark[member] = mark;
    const size = this.#size[group]!;
    this.#size[group] = size + 1;
    if (size === 0) {
      this.#first[group] = member;
      return true;
    }
    let heap = this.#heaps[group];
    if (heap === undefined || heap.length <= size) {
      heap = grownInts(heap ?? new Int32Array(0), Math.max(4, size * 2));
      this.#heaps[group] = heap;
    }
    if (size === 1) {
      heap[0] = this.#first[group]!;
      this.#place[heap[0]!] = 0;
    }
    this.#siftUp(heap, size, member);
    return this.#takeFirst(group, heap);
  }

  /** Returns whether the member was the first of its group. */
  remove(group: number, member: number): boolean {
    const size = this.#size[group]! - 1;
    this.#size[group] = size;
    if (size === 0) return true;
    const heap = this.#heaps[group]!;
    const place = this.#place[member]!;
    if (place < size) {
      const last = heap[size]!;
      if (this.mark[last]! < this.mark[member]!) this.#siftUp(heap, place, last);
      else this.#siftDown(heap, place, last, size);
    }
    return this.#takeFirst(group, heap);
  }

  #takeFirst(group: number, heap: Int32Array): boolean {
    const before = this.#first[group]!;
    this.#first[group] = heap[0]!;
    return before !== heap[0];
  }

  #siftUp(heap: Int32Array, place: number, member: number): void {
    const marks = this.mark;
    const mark = marks[member]!;
    let at = place;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const other = heap[parent]!;
      if (marks[other]! <= mark) break;
      heap[at] = other;
      this.#place[other] = at;
      at = parent;
    }
    heap[at] = member;
    this.#place[member] = at;
  }

  #siftDown(heap: Int32Array, place: number, member: number, size: number): void {
    const marks = this.mark;
    const mark = marks[member]!;
    let at = place;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      // A sum instead of a branch, which no processor could predict.
      if (child + 1 < size) child += +(marks[heap[child + 1]!]! < marks[heap[child]!]!);
      const other = heap[child]!;
      if (mark <= marks[other]!) break;
      heap[at] = other;
      this.#place[other] = at;
      at = child;
    }
    heap[at] = member;
    this.#place[member] = at;
  }
}
