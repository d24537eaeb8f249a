import { grownFloats, grownInts } from '../../column.ts';
import type { FlowRequest } from '../flows.ts';
import { IdLists } from './id-lists.ts';

const FIRST_ROWS = 16;
const FIRST_STRIDE_BITS = 2;
const NONE = -1;

/**
 * Flows with the same path, coefficients, weight and cap form a class: they always have the same rate, so a fair
 * allocation treats a class of n members like one flow of n times the weight and cap. A hash table finds the class of a
 * new flow.
 *
 * One row per class that has members, in columns; rows are reused. The path of class c is the entries from
 * `c << strideBits` on.
 */
export class FlowClasses {
  /** All rows in use are below this. */
  rows = 0;
  strideBits = FIRST_STRIDE_BITS;
  /** Number of members. */
  count = new Int32Array(FIRST_ROWS);
  weight = new Float64Array(FIRST_ROWS);
  cap = new Float64Array(FIRST_ROWS);
  /** cap / weight. */
  capLevel = new Float64Array(FIRST_ROWS);
  pathLength = new Int32Array(FIRST_ROWS);
  // One per path entry.
  resource = new Int32Array(FIRST_ROWS << FIRST_STRIDE_BITS);
  coefficient = new Float64Array(FIRST_ROWS << FIRST_STRIDE_BITS);
  /** Coefficient x weight x members: what the class takes of the resource per unit of level. */
  load = new Float64Array(FIRST_ROWS << FIRST_STRIDE_BITS);
  /** Written by Couplings: the coupling that includes the entry's load. */
  coupling = new Int32Array(FIRST_ROWS << FIRST_STRIDE_BITS);
  /** Position of the entry in `crossing`, in the list of its resource. */
  #place = new Int32Array(FIRST_ROWS << FIRST_STRIDE_BITS);
  /** All rows of resources are below this. */
  resources = 0;
  /** By resource: the path entries that cross it. */
  readonly crossing = new IdLists();

  #hash = new Int32Array(FIRST_ROWS);
  #next = new Int32Array(FIRST_ROWS).fill(NONE);
  #buckets = new Int32Array(FIRST_ROWS * 2).fill(NONE);
  #live = 0;
  #free: number[] = [];
  #scratchResource = new Int32Array(8);
  #scratchCoefficient = new Float64Array(8);
  #scratchLength = 0;
  readonly #bits = new Float64Array(1);
  readonly #words = new Int32Array(this.#bits.buffer);

  addResource(row: number): void {
    if (row >= this.resources) this.resources = row + 1;
    this.crossing.addRow(row);
  }

  /** Adds a member to the class of a request, and returns the class; it is a new one if it now has one member. */
  join(request: FlowRequest): number {
    const weight = request.weight ?? 1;
    const cap = request.cap ?? Number.POSITIVE_INFINITY;
    const hash = this.#normalise(request, weight, cap);
    const bucket = hash & (this.#buckets.length - 1);
    for (let c = this.#buckets[bucket]!; c !== NONE; c = this.#next[c]!) {
      if (this.#hash[c] === hash && this.#isSame(c, weight, cap)) {
        this.#changeCount(c, this.count[c]! + 1);
        return c;
      }
    }
    return this.#make(hash, weight, cap);
  }

  /** Removes a member. A class that has lost its last member ceases to exist, and its row is free. */
  leave(c: number): void {
    const count = this.count[c]! - 1;
    if (count > 0) {
      this.#changeCount(c, count);
      return;
    }
    this.count[c] = 0;
    this.#unlist(c);
    const bucket = this.#hash[c]! & (this.#buckets.length - 1);
    let at = this.#buckets[bucket]!;
    if (at === c) this.#buckets[bucket] = this.#next[c]!;
    else {
      while (this.#next[at]! !== c) at = this.#next[at]!;
      this.#next[at] = this.#next[c]!;
    }
    this.#live--;
    this.#free.push(c);
  }

  #changeCount(c: number, count: number): void {
    this.count[c] = count;
    const perCoefficient = this.weight[c]! * count;
    const start = c << this.strideBits;
    const end = start + this.pathLength[c]!;
    for (let at = start; at < end; at++) this.load[at] = this.coefficient[at]! * perCoefficient;
  }

  /** Copies the path to scratch, without entries of coefficient 0 and each resource once; returns the hash of all. */
  #normalise(
    { resources, coefficients, length: asked = resources.length }: FlowRequest,
    weight: number,
    cap: number,
  ): number {
    if (asked > this.#scratchResource.length) {
      this.#scratchResource = new Int32Array(asked * 2);
      this.#scratchCoefficient = new Float64Array(asked * 2);
    }
    const path = this.#scratchResource;
    const units = this.#scratchCoefficient;
    let length = 0;
    for (let i = 0; i < asked; i++) {
      const resource = resources[i]!;
      const coefficient = coefficients[i]!;
      if (coefficient === 0) continue;
      let at = 0;
      while (at < length && path[at] !== resource) at++;
      if (at < length) units[at] = units[at]! + coefficient;
      else {
        path[length] = resource;
        units[length++] = coefficient;
      }
    }
    this.#scratchLength = length;
    let hash = this.#mix(this.#mix(length, weight), cap);
    for (let at = 0; at < length; at++) hash = this.#mix(Math.imul(hash ^ path[at]!, 0x9e3779b1), units[at]!);
    return hash ^ (hash >>> 15);
  }

  #mix(hash: number, value: number): number {
    this.#bits[0] = value;
    const low = Math.imul(hash ^ this.#words[0]!, 0x85ebca6b);
    return Math.imul(low ^ (low >>> 13) ^ this.#words[1]!, 0xc2b2ae35);
  }

  #isSame(c: number, weight: number, cap: number): boolean {
    const length = this.#scratchLength;
    if (this.weight[c] !== weight || this.cap[c] !== cap || this.pathLength[c] !== length) return false;
    const start = c << this.strideBits;
    for (let i = 0; i < length; i++) {
      if (this.resource[start + i] !== this.#scratchResource[i]) return false;
      if (this.coefficient[start + i] !== this.#scratchCoefficient[i]) return false;
    }
    return true;
  }

  #make(hash: number, weight: number, cap: number): number {
    const length = this.#scratchLength;
    while (length > 1 << this.strideBits) this.#widen();
    if (this.#free.length === 0 && this.rows === this.count.length) this.#growRows();
    const c = this.#free.pop() ?? this.rows++;
    this.#live++;
    this.weight[c] = weight;
    this.cap[c] = cap;
    this.capLevel[c] = cap / weight;
    this.pathLength[c] = length;
    const start = c << this.strideBits;
    for (let i = 0; i < length; i++) {
      this.resource[start + i] = this.#scratchResource[i]!;
      this.coefficient[start + i] = this.#scratchCoefficient[i]!;
      this.#place[start + i] = this.crossing.append(this.#scratchResource[i]!, start + i);
    }
    this.#changeCount(c, 1);
    const bucket = hash & (this.#buckets.length - 1);
    this.#hash[c] = hash;
    this.#next[c] = this.#buckets[bucket]!;
    this.#buckets[bucket] = c;
    if (this.#live * 2 > this.#buckets.length) this.#rehash();
    return c;
  }

  #unlist(c: number): void {
    const start = c << this.strideBits;
    const end = start + this.pathLength[c]!;
    for (let at = start; at < end; at++) {
      const place = this.#place[at]!;
      this.#place[this.crossing.takeOut(this.resource[at]!, place)] = place;
    }
  }

  #rehash(): void {
    const buckets = new Int32Array(this.#buckets.length * 2).fill(NONE);
    for (let c = 0; c < this.rows; c++) {
      if (this.count[c] === 0) continue;
      const bucket = this.#hash[c]! & (buckets.length - 1);
      this.#next[c] = buckets[bucket]!;
      buckets[bucket] = c;
    }
    this.#buckets = buckets;
  }

  #growRows(): void {
    const rows = this.count.length * 2;
    this.count = grownInts(this.count, rows);
    this.weight = grownFloats(this.weight, rows);
    this.cap = grownFloats(this.cap, rows);
    this.capLevel = grownFloats(this.capLevel, rows);
    this.pathLength = grownInts(this.pathLength, rows);
    this.#hash = grownInts(this.#hash, rows);
    this.#next = grownInts(this.#next, rows);
    this.resource = grownInts(this.resource, rows << this.strideBits);
    this.coefficient = grownFloats(this.coefficient, rows << this.strideBits);
    this.load = grownFloats(this.load, rows << this.strideBits);
    this.coupling = grownInts(this.coupling, rows << this.strideBits);
    this.#place = grownInts(this.#place, rows << this.strideBits);
  }

  /** Doubles the room for every path; all entries get new numbers. */
  #widen(): void {
    const before = this.strideBits++;
    const length = this.count.length << this.strideBits;
    const { resource, coefficient, load, coupling } = this;
    const place = this.#place;
    this.resource = new Int32Array(length);
    this.coefficient = new Float64Array(length);
    this.load = new Float64Array(length);
    this.coupling = new Int32Array(length);
    this.#place = new Int32Array(length);
    for (let c = 0; c < this.rows; c++) {
      if (this.count[c] === 0) continue;
      for (let i = 0; i < this.pathLength[c]!; i++) {
        const from = (c << before) + i;
        const to = (c << this.strideBits) + i;
        this.resource[to] = resource[from]!;
        this.coefficient[to] = coefficient[from]!;
        this.load[to] = load[from]!;
        this.coupling[to] = coupling[from]!;
        this.#place[to] = place[from]!;
        this.crossing.ids[this.crossing.start[resource[from]!]! + place[from]!] = to;
      }
    }
  }
}
