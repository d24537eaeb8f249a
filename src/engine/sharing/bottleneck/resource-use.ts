import { grownBytes, grownFloats } from '../../column.ts';
import { checkedCapacity } from '../flows.ts';
import type { Couplings } from './couplings.ts';
import { US_PER_SECOND } from './finish-time.ts';
import type { FlowClasses } from './flow-classes.ts';
import type { Time } from './level-clocks.ts';

/** In the place of an instant. */
const NEVER = -1;

/** How busy resources have been. A full one is busy all the time. Of any other one it follows from what was moved through it. */
export class ResourceUse {
  readonly #classes: FlowClasses;
  readonly #couplings: Couplings;
  readonly #time: Time;
  // One per resource.
  #capacity = new Float64Array(16);
  #isLive = new Uint8Array(16);
  #free: number[] = [];
  #rows = 0;
  /** Whether it has a level. */
  #isFull = new Uint8Array(16);
  /** Since when it has been busy all the time; NEVER: it is not. */
  #since = new Float64Array(16);
  /** Busy seconds up to then, or up to when it ceased to be busy all the time or changed its capacity last. */
  #busy = new Float64Array(16);
  /** Busy seconds as they were told last, and when that was: at one instant they are what they are. */
  #told = new Float64Array(16);
  #toldUs = new Float64Array(16);
  #zeros = 0;

  constructor(classes: FlowClasses, couplings: Couplings, time: Time) {
    this.#classes = classes;
    this.#couplings = couplings;
    this.#time = time;
  }

  add(capacity: number): number {
    checkedCapacity(capacity);
    const row = this.#free.pop() ?? this.#rows++;
    if (row >= this.#capacity.length) this.#grow(row * 2);
    this.#capacity[row] = capacity;
    this.#isLive[row] = 1;
    this.#isFull[row] = 0;
    this.#since[row] = NEVER;
    this.#busy[row] = 0;
    this.#toldUs[row] = NEVER;
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

  /** From the present instant on. */
  setCapacity(row: number, capacity: number): void {
    checkedCapacity(capacity);
    this.#writeDown(row);
    if (this.#capacity[row] === 0) this.#zeros--;
    if (capacity === 0) this.#zeros++;
    this.#capacity[row] = capacity;
    const isBusy = capacity === 0 ? this.#classes.crossing.count[row]! > 0 : this.#isFull[row] === 1;
    this.#since[row] = isBusy ? this.#time.nowUs : NEVER;
  }

  /** The resource is about to become full, or to be so no more. */
  fullnessChanges(row: number, isFull: boolean): void {
    this.#isFull[row] = isFull ? 1 : 0;
    // Without capacity it is busy while flows wait, whatever they wait for besides.
    if (this.#capacity[row] === 0) return;
    this.#writeDown(row);
    this.#since[row] = isFull ? this.#time.nowUs : NEVER;
  }

  /** Up to the present instant. */
  busySeconds(row: number): number {
    this.check(row);
    return this.#busySecondsNow(row);
  }

  /** The same of many at once, for whom no number is handed from call to call. */
  readBusySeconds(rows: Int32Array, count: number, column: Float64Array): void {
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      this.check(row);
      column[i] = this.#busySecondsNow(row);
    }
  }

  #busySecondsNow(row: number): number {
    const { nowUs } = this.#time;
    if (this.#toldUs[row] === nowUs) return this.#told[row]!;
    this.#toldUs[row] = nowUs;
    let busy = this.#busy[row]!;
    const since = this.#since[row]!;
    if (since !== NEVER) busy += (nowUs - since) / US_PER_SECOND;
    else if (this.#capacity[row]! > 0) busy += this.#couplings.movedThrough(row) / this.#capacity[row]!;
    this.#told[row] = busy;
    return busy;
  }

  /** A class has come into being. */
  begins(c: number): void {
    if (this.#zeros > 0) this.#noteStuck(c, this.#time.nowUs);
  }

  /** A class is about to be no more. */
  ends(c: number): void {
    if (this.#zeros > 0) this.#noteStuck(c, NEVER);
  }

  /** The only class comes to resources without capacity, or leaves them. */
  #noteStuck(c: number, since: number): void {
    const { resource, pathLength, strideBits, crossing } = this.#classes;
    const start = c << strideBits;
    for (let at = start; at < start + pathLength[c]!; at++) {
      const row = resource[at]!;
      if (this.#capacity[row] !== 0 || crossing.count[row] !== 1) continue;
      this.#busy[row] = this.#busySecondsNow(row);
      this.#since[row] = since;
    }
  }

  /** What comes is counted from the present instant on. */
  #writeDown(row: number): void {
    this.#busy[row] = this.#busySecondsNow(row);
    this.#couplings.countAnew(row);
  }

  #grow(length: number): void {
    this.#capacity = grownFloats(this.#capacity, length);
    this.#isLive = grownBytes(this.#isLive, length);
    this.#isFull = grownBytes(this.#isFull, length);
    this.#since = grownFloats(this.#since, length);
    this.#busy = grownFloats(this.#busy, length);
    this.#told = grownFloats(this.#told, length);
    this.#toldUs = grownFloats(this.#toldUs, length);
  }
}
