import type { ClassClocks } from './class-clocks.ts';
import { grownBytes, grownFloats } from './column.ts';
import type { FlowClasses } from './flow-classes.ts';
import { checkedCapacity } from './flows.ts';

const US_PER_SECOND = 1e6;

/**
 * How busy resources have been, from what was moved through them: flows that have left, and the readings of the clocks
 * of those that are there. Nothing is done when rates change; who asks pays for the classes that cross.
 */
export class ResourceUse {
  readonly #classes: FlowClasses;
  readonly #clocks: ClassClocks;
  // One per resource.
  #capacity = new Float64Array(16);
  #isLive = new Uint8Array(16);
  #free: number[] = [];
  #rows = 0;
  /** Units that flows which have left had moved. */
  #done = new Float64Array(16);
  /** Busy seconds up to the last change of capacity, and the units moved by then. */
  #busy = new Float64Array(16);
  #moved = new Float64Array(16);
  /** Of a capacity of 0: since when flows have waited; -1: none has. */
  #stuckSince = new Float64Array(16);
  #zeros = 0;
  /** The instant of the last change of capacity, -1: there was none; and the capacity before it. */
  #changedUs = new Float64Array(16);
  #before = new Float64Array(16);
  /** One per class: over its members, amount - weight x mark. */
  #sum = new Float64Array(16);
  /** Units moved by its members that are there, as of the inquiry that asked for it last, by number. */
  #through = new Float64Array(16);
  #told = new Float64Array(16);
  #inquiry = 0;

  constructor(classes: FlowClasses, clocks: ClassClocks) {
    this.#classes = classes;
    this.#clocks = clocks;
  }

  add(capacity: number): number {
    checkedCapacity(capacity);
    const row = this.#free.pop() ?? this.#rows++;
    if (row >= this.#capacity.length) this.#grow(row * 2);
    this.#capacity[row] = capacity;
    this.#isLive[row] = 1;
    this.#done[row] = 0;
    this.#busy[row] = 0;
    this.#moved[row] = 0;
    this.#stuckSince[row] = -1;
    this.#changedUs[row] = -1;
    if (capacity === 0) this.#zeros++;
    return row;
  }

  remove(row: number, crossing: number): void {
    this.check(row);
    if (crossing > 0) throw new Error(`resource ${row} is still crossed by ${crossing} flows`);
    if (this.#capacity[row] === 0) this.#zeros--;
    this.#isLive[row] = 0;
    this.#free.push(row);
  }

  /** Throws when the row is no resource. */
  check(row: number): void {
    if (this.#isLive[row] !== 1) throw new RangeError(`there is no resource ${row}`);
  }

  capacity(row: number): number {
    this.check(row);
    return this.#capacity[row]!;
  }

  /** From the clocks' present instant on. */
  setCapacity(row: number, capacity: number): void {
    checkedCapacity(capacity);
    this.#busy[row] = this.busySeconds(row);
    this.#moved[row] = this.#movedBy(row);
    if (this.#changedUs[row] !== this.#clocks.nowUs) {
      this.#changedUs[row] = this.#clocks.nowUs;
      this.#before[row] = this.#capacity[row]!;
    }
    if (this.#capacity[row] === 0) this.#zeros--;
    if (capacity === 0) this.#zeros++;
    this.#capacity[row] = capacity;
    this.#stuckSince[row] = capacity === 0 && this.#classes.entryCount[row]! > 0 ? this.#clocks.nowUs : -1;
  }

  busySeconds(row: number): number {
    this.#inquiry++;
    return this.#busySecondsNow(row);
  }

  /** The same of several, which costs less: classes that cross more than one of them are looked at once. */
  busySecondsOf(rows: ArrayLike<number>): number[] {
    this.#inquiry++;
    const busy = new Array<number>(rows.length);
    for (let i = 0; i < rows.length; i++) busy[i] = this.#busySecondsNow(rows[i]!);
    return busy;
  }

  #busySecondsNow(row: number): number {
    this.check(row);
    const capacity = this.#capacity[row]!;
    if (capacity > 0) return this.#busy[row]! + (this.#movedBy(row) - this.#moved[row]!) / capacity;
    const since = this.#stuckSince[row]!;
    return this.#busy[row]! + (since < 0 ? 0 : (this.#clocks.nowUs - since) / US_PER_SECOND);
  }

  joins(c: number, isNew: boolean, amount: number, mark: number): void {
    if (c >= this.#sum.length) {
      this.#sum = grownFloats(this.#sum, c * 2);
      this.#through = grownFloats(this.#through, c * 2);
      this.#told = grownFloats(this.#told, c * 2);
    }
    const own = amount - this.#classes.weight[c]! * mark;
    this.#sum[c] = isNew ? own : this.#sum[c]! + own;
    if (this.#zeros > 0 && isNew) this.#noteStuck(c, 1);
  }

  /** Before a member leaves, which has moved so many units. */
  leaves(c: number, amount: number, mark: number, moved: number): void {
    const { resource, coefficient, pathLength, strideBits, weight, count } = this.#classes;
    this.#sum[c] = this.#sum[c]! - (amount - weight[c]! * mark);
    const start = c << strideBits;
    const end = start + pathLength[c]!;
    for (let at = start; at < end; at++) {
      const row = resource[at]!;
      this.#done[row] = this.#done[row]! + coefficient[at]! * moved;
      if (this.#changedUs[row] !== this.#clocks.nowUs) continue;
      const byClock = amount - weight[c]! * (mark - this.#clocks.reading(c));
      this.#countBefore(row, coefficient[at]! * (moved - byClock));
    }
    if (this.#zeros > 0 && count[c] === 1) this.#noteStuck(c, 0);
  }

  /** What the rounding of a finish leaves over was moved before this instant, so at the capacity of then. */
  #countBefore(row: number, rest: number): void {
    this.#moved[row] = this.#moved[row]! + rest;
    if (this.#before[row]! > 0) this.#busy[row] = this.#busy[row]! + rest / this.#before[row]!;
  }

  /** A class comes to resources without capacity, or leaves them: `left` are those that stay beside it. */
  #noteStuck(c: number, left: 0 | 1): void {
    const { resource, pathLength, strideBits, entryCount } = this.#classes;
    const start = c << strideBits;
    for (let at = start; at < start + pathLength[c]!; at++) {
      const row = resource[at]!;
      if (this.#capacity[row] !== 0 || entryCount[row] !== 1) continue;
      this.#busy[row] = this.busySeconds(row);
      this.#stuckSince[row] = left === 1 ? this.#clocks.nowUs : -1;
    }
  }

  #movedBy(row: number): number {
    const { entries, entryCount, coefficient, strideBits, count, weight } = this.#classes;
    const list = entries[row]!;
    const entriesHere = entryCount[row]!;
    const inquiry = this.#inquiry;
    const told = this.#told;
    const through = this.#through;
    let moved = this.#done[row]!;
    for (let i = 0; i < entriesHere; i++) {
      const at = list[i]!;
      const c = at >> strideBits;
      if (told[c] !== inquiry) {
        told[c] = inquiry;
        through[c] = this.#sum[c]! + count[c]! * weight[c]! * this.#clocks.reading(c);
      }
      moved += coefficient[at]! * through[c]!;
    }
    return moved;
  }

  #grow(length: number): void {
    this.#capacity = grownFloats(this.#capacity, length);
    this.#done = grownFloats(this.#done, length);
    this.#busy = grownFloats(this.#busy, length);
    this.#moved = grownFloats(this.#moved, length);
    this.#before = grownFloats(this.#before, length);
    this.#changedUs = grownFloats(this.#changedUs, length);
    this.#stuckSince = grownFloats(this.#stuckSince, length);
    this.#isLive = grownBytes(this.#isLive, length);
  }
}
