import { grownBytes, grownFloats, grownInts } from './column.ts';
import { ExtremeCaps } from './extreme-caps.ts';
import { KeptSums } from './kept-sums.ts';
import type { LevelIntegrals, Time } from './level-integrals.ts';
import { CAP, type LevelState, NOT_FULL } from './level-state.ts';
import { Stretches } from './stretches.ts';

const US_PER_SECOND = 1e6;

/**
 * Of each resource in short: what its classes take of it, and whom its level holds back. So a level that changes because
 * others did costs a look at those others, not at every class; and what moves through it follows from how far these have
 * come. It is kept up with every class that changes.
 */
export class Couplings {
  // One per resource.
  /** What one unit of its level takes: the loads of the classes that it holds back. */
  readonly heldLoad = new KeptSums();
  /** The loads of the classes that others hold back, in all. */
  readonly otherLoad = new KeptSums();
  /** Where these stand by who holds them back: the holder, and the loads of its classes. */
  readonly others = new Stretches();
  otherHolder = new Int32Array(256);
  readonly otherTake = new KeptSums();
  #otherClasses = new Int32Array(256);
  /** The integral of the holder's level up to which it is counted what they have moved. */
  #otherCounted = new Float64Array(256);
  /** Where the full resources stand, each once, that classes cross which it holds back. */
  readonly links = new Stretches();
  link = new Int32Array(256);
  #isFull = new Uint8Array(16);
  /** The classes that it holds back, and those at their caps. */
  readonly #held = new ExtremeCaps('lowest');
  readonly #capped = new ExtremeCaps('highest');
  /** What these take of it, without those that have none: so many, before a search has found who holds them back. */
  readonly #cappedTake = new KeptSums();
  #unbounded = new Int32Array(16);
  /** Up to when it is counted what these have moved. */
  #cappedCountedUs = new Float64Array(16);
  /** Classes that others hold back. */
  #other = new Int32Array(16);
  /** Units moved by all that it does not hold back itself, as far as they are counted. */
  #moved = new Float64Array(16);
  // One per class, as it is counted in at present: its members, 0: it is not; and who holds it back.
  #members = new Int32Array(16);
  #holder = new Int32Array(16);

  readonly #state: LevelState;
  readonly #integrals: LevelIntegrals;
  readonly #time: Time;

  constructor(state: LevelState, integrals: LevelIntegrals, time: Time) {
    this.#state = state;
    this.#integrals = integrals;
    this.#time = time;
  }

  addResource(row: number): void {
    if (row >= this.#isFull.length) this.#grow(row * 2);
    this.others.addRow(row);
    this.links.addRow(row);
    for (const sums of [this.heldLoad, this.#cappedTake, this.otherLoad]) {
      sums.reserve(row + 1);
      sums.clear(row);
    }
    this.#isFull[row] = 0;
    for (const caps of [this.#held, this.#capped]) {
      caps.reserve(row + 1);
      caps.clear(row);
    }
    this.#unbounded[row] = 0;
    this.#other[row] = 0;
    this.countAnew(row);
  }

  /** The resource has become full, or is so no more. */
  fullnessChanges(row: number, isFull: boolean): void {
    if (isFull === (this.#isFull[row] === 1)) return;
    this.#isFull[row] = isFull ? 1 : 0;
    const end = this.others.start[row]! + this.others.count[row]!;
    for (let i = this.others.start[row]!; i < end; i++) {
      if (isFull) this.#addLink(this.otherHolder[i]!, row);
      else this.#dropLink(this.otherHolder[i]!, row);
    }
  }

  /** A class has another holder, or other members: so many. */
  classChanges(c: number, members: number): void {
    const { classes, holder } = this.#state;
    if (c >= this.#members.length) {
      this.#members = grownInts(this.#members, c * 2);
      this.#holder = grownInts(this.#holder, c * 2);
    }
    const before = this.#members[c]!;
    const holderBefore = this.#holder[c]!;
    const by = holder[c]!;
    this.#members[c] = members;
    this.#holder[c] = by;
    const stays = before > 0 && members > 0 && by === holderBefore;
    if (stays && before === members) return;
    const { resource, coefficient, pathLength, strideBits, capLevel, weight } = classes;
    const cap = capLevel[c]!;
    const start = c << strideBits;
    const end = start + pathLength[c]!;
    for (let at = start; at < end; at++) {
      const row = resource[at]!;
      const load = coefficient[at]! * weight[c]!;
      if (before > 0) this.#change(row, holderBefore, -load * before, cap, stays ? 0 : -1);
      if (members > 0) this.#change(row, by, load * members, cap, stays ? 0 : 1);
    }
  }

  /** The lowest cap of the classes that it holds back, as a level; Infinity: none. */
  heldCapOf(row: number): number {
    if (!this.#held.isKnown(row)) this.#held.seek(row, this.#capsOf(row, row));
    return this.#held.of(row);
  }

  /** What classes at their caps take of it. */
  cappedTakeOf(row: number): number {
    return this.#unbounded[row] === 0 ? this.#cappedTake.sum[row]! : Number.POSITIVE_INFINITY;
  }

  /** The highest cap of the classes at their caps, as a level; -Infinity: there are none. */
  cappedTopOf(row: number): number {
    if (!this.#capped.isKnown(row)) this.#capped.seek(row, this.#capsOf(row, CAP));
    return this.#capped.of(row);
  }

  /** Units that were moved through it since they are counted, of a resource that holds nobody back. */
  movedThrough(row: number): number {
    this.#countCapped(row);
    const end = this.others.start[row]! + this.others.count[row]!;
    for (let at = this.others.start[row]!; at < end; at++) this.#countOther(row, at);
    return this.#moved[row]!;
  }

  /** What is moved from now on counts. */
  countAnew(row: number): void {
    this.movedThrough(row);
    this.#moved[row] = 0;
  }

  #countCapped(row: number): void {
    const { nowUs } = this.#time;
    const seconds = (nowUs - this.#cappedCountedUs[row]!) / US_PER_SECOND;
    this.#cappedCountedUs[row] = nowUs;
    this.#moved[row] = this.#moved[row]! + this.#cappedTake.sum[row]! * seconds;
  }

  #countOther(row: number, at: number): void {
    const integral = this.#integrals.of(this.otherHolder[at]!);
    const come = integral - this.#otherCounted[at]!;
    this.#otherCounted[at] = integral;
    this.#moved[row] = this.#moved[row]! + this.otherTake.sum[at]! * come;
  }

  /** So much load comes or goes, with a class (1, -1) or without. */
  #change(row: number, by: number, load: number, cap: number, classes: 1 | 0 | -1): void {
    if (by === row) {
      count(this.#held, row, cap, classes);
      if (this.#held.count[row] === 0) this.heldLoad.clear(row);
      else this.heldLoad.add(row, load);
    } else if (by === CAP) {
      count(this.#capped, row, cap, classes);
      this.#countCapped(row);
      if (this.#capped.count[row] === 0) this.#cappedTake.clear(row);
      else if (cap < NOT_FULL) this.#cappedTake.add(row, load * cap);
      if (cap === NOT_FULL) this.#unbounded[row] = this.#unbounded[row]! + classes;
    } else {
      this.#other[row] = this.#other[row]! + classes;
      if (this.#other[row] === 0) this.otherLoad.clear(row);
      else this.otherLoad.add(row, load);
      this.#changeOther(row, by, load, classes);
    }
  }

  #changeOther(row: number, by: number, load: number, classes: 1 | 0 | -1): void {
    const { otherHolder, others } = this;
    const end = others.start[row]! + others.count[row]!;
    let at = others.start[row]!;
    while (at < end && otherHolder[at] !== by) at++;
    if (at === end) at = this.#addOther(row, by);
    else this.#countOther(row, at);
    this.#otherClasses[at] = this.#otherClasses[at]! + classes;
    this.otherTake.add(at, load);
    if (this.#otherClasses[at] === 0) this.#dropOther(row, at);
  }

  #addOther(row: number, by: number): number {
    const count = this.others.count[row]!;
    const before = this.others.start[row]!;
    const start = this.others.reserve(row, count + 1);
    const { length } = this.others;
    this.otherTake.reserve(length);
    if (length > this.otherHolder.length) {
      this.otherHolder = grownInts(this.otherHolder, length * 2);
      this.#otherClasses = grownInts(this.#otherClasses, length * 2);
      this.#otherCounted = grownFloats(this.#otherCounted, length * 2);
    }
    if (start !== before) for (let i = 0; i < count; i++) this.#moveOther(before + i, start + i);
    const at = start + count;
    this.others.count[row] = count + 1;
    this.otherHolder[at] = by;
    this.#otherClasses[at] = 0;
    this.#otherCounted[at] = this.#integrals.of(by);
    this.otherTake.clear(at);
    if (this.#isFull[row] === 1) this.#addLink(by, row);
    return at;
  }

  #dropOther(row: number, at: number): void {
    if (this.#isFull[row] === 1) this.#dropLink(this.otherHolder[at]!, row);
    const count = this.others.count[row]! - 1;
    this.others.count[row] = count;
    this.#moveOther(this.others.start[row]! + count, at);
  }

  #moveOther(from: number, to: number): void {
    this.otherHolder[to] = this.otherHolder[from]!;
    this.#otherClasses[to] = this.#otherClasses[from]!;
    this.#otherCounted[to] = this.#otherCounted[from]!;
    this.otherTake.move(from, to);
  }

  #addLink(holder: number, row: number): void {
    const count = this.links.count[holder]!;
    const before = this.links.start[holder]!;
    const start = this.links.reserve(holder, count + 1);
    if (this.links.length > this.link.length) this.link = grownInts(this.link, this.links.length * 2);
    if (start !== before) this.link.copyWithin(start, before, before + count);
    this.link[start + count] = row;
    this.links.count[holder] = count + 1;
  }

  #dropLink(holder: number, row: number): void {
    const start = this.links.start[holder]!;
    const last = start + this.links.count[holder]! - 1;
    let at = start;
    while (this.link[at] !== row) at++;
    this.link[at] = this.link[last]!;
    this.links.count[holder] = last - start;
  }

  /** Of the classes that cross a resource and have this holder. */
  #capsOf(row: number, by: number): number[] {
    const { entries, entryCount, strideBits, capLevel } = this.#state.classes;
    const caps: number[] = [];
    for (let i = 0; i < entryCount[row]!; i++) {
      const c = entries[row]![i]! >> strideBits;
      if (this.#members[c]! > 0 && this.#holder[c] === by) caps.push(capLevel[c]!);
    }
    return caps;
  }

  #grow(length: number): void {
    this.#isFull = grownBytes(this.#isFull, length);
    this.#unbounded = grownInts(this.#unbounded, length);
    this.#other = grownInts(this.#other, length);
    this.#cappedCountedUs = grownFloats(this.#cappedCountedUs, length);
    this.#moved = grownFloats(this.#moved, length);
  }
}

function count(caps: ExtremeCaps, row: number, cap: number, classes: 1 | 0 | -1): void {
  if (classes > 0) caps.add(row, cap);
  else if (classes < 0) caps.remove(row, cap);
}
