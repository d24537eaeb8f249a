import { grownBytes, grownFloats, grownInts } from '../../column.ts';
import { checkedCapacity } from '../flows.ts';
import type { MaxMinProblem } from '../max-min-problem.ts';

const US_PER_SECOND = 1e6;

/**
 * One row per shared resource, in columns; rows are reused. Capacity and use are columns of the problem that the solver
 * reads and writes; the number of crossing flows and the busy time are kept here. Busy time is the integral of a
 * piecewise constant function, brought up to date whenever the used share changes.
 */
export class ResourceTable {
  readonly #problem: MaxMinProblem;
  #live = new Uint8Array(0);
  /** Number of sharing flows that cross. */
  #crossing = new Int32Array(0);
  /** Integral of the busy share up to `#sinceUs`, in seconds, and the share from then on. */
  #busy = new Float64Array(0);
  #share = new Float64Array(0);
  #sinceUs = new Float64Array(0);
  #free: number[] = [];
  /** Rows whose last flow has left since the last solve; a row may be listed twice. */
  #left: number[] = [];

  constructor(problem: MaxMinProblem) {
    this.#problem = problem;
  }

  add(capacity: number): number {
    checkedCapacity(capacity);
    const row = this.#free.pop() ?? this.#problem.resourceCount++;
    if (row >= this.#live.length) this.#grow(Math.max(16, row * 2));
    this.#problem.capacity[row] = capacity;
    this.#problem.used[row] = 0;
    this.#live[row] = 1;
    this.#crossing[row] = 0;
    this.#busy[row] = 0;
    this.#share[row] = 0;
    this.#sinceUs[row] = 0;
    return row;
  }

  setCapacity(row: number, capacity: number): void {
    this.check(row);
    this.#problem.capacity[row] = checkedCapacity(capacity);
  }

  remove(row: number): void {
    this.check(row);
    if (this.#crossing[row]! > 0)
      throw new Error(`resource ${row} is still crossed by ${this.#crossing[row]} flows`);
    this.#live[row] = 0;
    this.#free.push(row);
  }

  /** Throws a RangeError unless the row is a resource. */
  check(row: number): void {
    if (this.#live[row] !== 1) throw new RangeError(`there is no resource ${row}`);
  }

  crossing(row: number): number {
    this.check(row);
    return this.#crossing[row]!;
  }

  /** Counts a sharing flow in (+1) or out (-1) on the `length` resources from `start` of the path columns. */
  cross(start: number, length: number, change: 1 | -1): void {
    const path = this.#problem.pathResource;
    for (let at = start; at < start + length; at++) {
      const row = path[at]!;
      const crossing = this.#crossing[row]! + change;
      this.#crossing[row] = crossing;
      if (crossing === 0) this.#left.push(row);
    }
  }

  /** Makes the use that a solve has written for the first `count` of `rows` the current one. */
  settle(rows: Int32Array, count: number, nowUs: number): void {
    const { used, capacity } = this.#problem;
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      const limit = capacity[row]!;
      const share = limit > 0 ? Math.min(1, used[row]! / limit) : 1;
      if (share !== this.#share[row]) this.#setShare(row, share, nowUs);
    }
    for (const row of this.#left) {
      if (this.#crossing[row] !== 0) continue;
      used[row] = 0;
      this.#setShare(row, 0, nowUs);
    }
    this.#left.length = 0;
  }

  busySeconds(row: number, nowUs: number): number {
    this.check(row);
    return this.#busy[row]! + (this.#share[row]! * (nowUs - this.#sinceUs[row]!)) / US_PER_SECOND;
  }

  #setShare(row: number, share: number, nowUs: number): void {
    const seconds = (nowUs - this.#sinceUs[row]!) / US_PER_SECOND;
    this.#busy[row] = this.#busy[row]! + this.#share[row]! * seconds;
    this.#share[row] = share;
    this.#sinceUs[row] = nowUs;
  }

  #grow(length: number): void {
    this.#live = grownBytes(this.#live, length);
    this.#crossing = grownInts(this.#crossing, length);
    this.#busy = grownFloats(this.#busy, length);
    this.#share = grownFloats(this.#share, length);
    this.#sinceUs = grownFloats(this.#sinceUs, length);
    this.#problem.capacity = grownFloats(this.#problem.capacity, length);
    this.#problem.used = grownFloats(this.#problem.used, length);
  }
}
