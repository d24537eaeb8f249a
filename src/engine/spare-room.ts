import { grownBytes, grownFloats, grownInts } from './column.ts';
import { IdHeap } from './id-heap.ts';

/** A rise is large that is more than this share of the highest ones of late; with less, telling costs more than it spares. */
const LARGE = 1 / 4;
/** Weight of the latest search among them. */
const LATEST = 1 / 8;

/**
 * Resources that are not full, and when they must be looked at again: at once, or when what has come to them and the rises of
 * levels amount to more than their room. So one with much room costs nothing while others change.
 *
 * Small rises count for all of them alike, since there are many; the few large ones are told to those whom they reach.
 */
export class SpareRoom {
  /** By how far levels may rise. */
  readonly #rooms = new IdHeap();
  /** No level has risen by more than this so far. */
  #risen = 0;
  /** The highest rise of this search, and what it mostly was in those before. */
  #highestHere = 0;
  #highestOfLate = 0;
  /** The most that one level has risen since the last look, and which looks there were. */
  #highest = 0;
  #looks = 0;
  /** One per full resource: what it has risen since which look. */
  #rose = new Float64Array(16);
  #since = new Float64Array(16);
  // One per resource with room: at least so many units were left, at which `#risen`; at most so many are taken per rise.
  #left = new Float64Array(16);
  #leftAt = new Float64Array(16);
  #perRise = new Float64Array(16);
  #soon = new Int32Array(16);
  #soonCount = 0;
  #isSoon = new Uint8Array(16);

  addResource(row: number): void {
    this.#rooms.reserve(row + 1);
    this.#rooms.remove(row);
    if (row < this.#soon.length) return;
    this.#soon = grownInts(this.#soon, row * 2);
    this.#isSoon = grownBytes(this.#isSoon, row * 2);
    this.#rose = grownFloats(this.#rose, row * 2);
    this.#since = grownFloats(this.#since, row * 2);
    this.#left = grownFloats(this.#left, row * 2);
    this.#leftAt = grownFloats(this.#leftAt, row * 2);
    this.#perRise = grownFloats(this.#perRise, row * 2);
  }

  /** What it gives may have grown by any amount. */
  lookSoon(row: number): void {
    if (this.#isSoon[row] === 1) return;
    this.#isSoon[row] = 1;
    this.#soon[this.#soonCount++] = row;
  }

  /** Whether those whom a rise reaches are to be told of it, with `take`; else `rise` counts it. */
  isLarge(by: number): boolean {
    if (by > this.#highestHere) this.#highestHere = by;
    return by > this.#highestOfLate * LARGE;
  }

  /** Nothing is left to look at: what is a large rise follows from the searches so far. */
  searchEnds(): void {
    this.#highestOfLate += (this.#highestHere - this.#highestOfLate) * LATEST;
    this.#highestHere = 0;
  }

  /** The level of a full resource has risen. */
  rise(row: number, by: number): void {
    const before = this.#since[row] === this.#looks ? this.#rose[row]! : 0;
    this.#since[row] = this.#looks;
    this.#rose[row] = before + by;
    if (before + by > this.#highest) this.#highest = before + by;
  }

  /** It has so many units left; those who take of it take at most `perRise` more, when all levels rise by 1. */
  isThere(row: number, units: number, perRise: number): void {
    this.#countRises();
    this.#left[row] = units;
    this.#leftAt[row] = this.#risen;
    this.#perRise[row] = perRise;
    this.#rooms.set(row, perRise > 0 ? this.#risen + units / perRise : Number.POSITIVE_INFINITY);
  }

  /** Somebody comes who takes so many units, and more with every rise. */
  take(row: number, units: number, perRise: number): void {
    if (this.#isSoon[row] === 1) return;
    this.#countRises();
    const left = this.#left[row]! - this.#perRise[row]! * (this.#risen - this.#leftAt[row]!) - units;
    if (left > 0 && this.#rooms.has(row)) this.isThere(row, left, this.#perRise[row]! + perRise);
    else this.lookSoon(row);
  }

  /** Somebody goes who took so many units. Who stays may still take more with every rise: that is not known here. */
  giveBack(row: number, units: number): void {
    if (this.#isSoon[row] === 0) this.#left[row] = this.#left[row]! + units;
  }

  /** It is full. */
  forget(row: number): void {
    this.#rooms.remove(row);
  }

  /** A resource to look at, until it is said whether there is room; -1: none. */
  next(): number {
    this.#countRises();
    if (this.#soonCount > 0) {
      const row = this.#soon[--this.#soonCount]!;
      this.#isSoon[row] = 0;
      return row;
    }
    return this.#rooms.firstKey() < this.#risen ? this.#rooms.first() : -1;
  }

  #countRises(): void {
    if (this.#highest === 0) return;
    this.#risen += this.#highest;
    this.#highest = 0;
    this.#looks++;
  }
}
