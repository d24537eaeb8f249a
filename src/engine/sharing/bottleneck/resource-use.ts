import { grownBytes, grownFloats } from '../../column.ts';
import { checkedCapacity } from '../flows.ts';
import type { Couplings } from './couplings.ts';
import { US_PER_SECOND } from './finish-time.ts';
import type { FlowClasses } from './flow-classes.ts';
import type { Time } from './level-clocks.ts';

/** Instead of an instant. */
const NEVER = -1;

/**
 * How busy resources have been: the integral of used / capacity. A full resource is busy all the time, so only the instants
 * at which it becomes full and ceases to be are noted. For any other resource, the units moved through it are summed up
 * from a few integrals of levels when somebody asks (see Couplings), so nothing is updated while rates change.
 */
export class ResourceUse {
  readonly #classes: FlowClasses;
  readonly #couplings: Couplings;
  readonly #time: Time;
  // One per resource.
  #capacity = new Float64Array(16);
  #isLive = new Uint8Array(16);
  #free: number[] = [];
  #rows = 0;
  /** Whether it is full. */
  #isFull = new Uint8Array(16);
  /** Since when it has been fully busy; NEVER: it is not. */
  #since = new Float64Array(16);
  /** Busy seconds up to then, or up to when it last ceased to be fully busy or changed its capacity. */
  #busy = new Float64Array(16);
  /** The last answer and its instant: within an instant the answer must not change. */
  #told = new Float64Array(16);
  #toldUs = new Float64Array(16);
  /** Number of resources without capacity. */
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

  /** Throws a RangeError unless the row is a resource. */
  check(row: number): void {
    if (this.#isLive[row] !== 1) throw new RangeError(`there is no resource ${row}`);
  }

  capacity(row: number): number {
    this.check(row);
    return this.#capacity[row]!;
  }

  /** Changes a capacity from now on. */
  setCapacity(row: number, capacity: number): void {
    checkedCapacity(capacity);
    this.#writeDown(row);
    if (this.#capacity[row] === 0) this.#zeros--;
    if (capacity === 0) this.#zeros++;
    this.#capacity[row] = capacity;
    const isBusy = capacity === 0 ? this.#classes.crossing.count[row]! > 0 : this.#isFull[row] === 1;
    this.#since[row] = isBusy ? this.#time.nowUs : NEVER;
  }

  /** The resource is about to become full, or to cease to be. */
  fullnessChanges(row: number, isFull: boolean): void {
    this.#isFull[row] = isFull ? 1 : 0;
    // Without capacity it is busy while any flow crosses it; see `#noteStuck`.
    if (this.#capacity[row] === 0) return;
    this.#writeDown(row);
    this.#since[row] = isFull ? this.#time.nowUs : NEVER;
  }

  /** Busy seconds up to now. */
  busySeconds(row: number): number {
    this.check(row);
    return this.#busySecondsNow(row);
  }

  /** Writes the busy seconds of many resources to a column: V8 would allocate a double for each single answer. */
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

  /** A class has got its first member. */
  begins(c: number): void {
    if (this.#zeros > 0) this.#noteStuck(c, this.#time.nowUs);
  }

  /** A class is about to lose its last member. */
  ends(c: number): void {
    if (this.#zeros > 0) this.#noteStuck(c, NEVER);
  }

  /** For the resources without capacity that no other class crosses: a class comes (`since` now) or leaves (NEVER). */
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

  /** Includes everything up to now in `#busy`, and starts counting from here. */
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
