import { Couplings } from './couplings.ts';
import type { FlowClasses } from './flow-classes.ts';
import { IdHeap } from './id-heap.ts';
import { LevelIntegrals, type Time } from './level-integrals.ts';
import { type LevelListener, LevelState, NOT_FULL } from './level-state.ts';
import { SpareRoom } from './spare-room.ts';
import { WaterFill } from './water-fill.ts';

/** Levels that differ by less are the same level told with other roundings: nothing moves for it. */
const SAME = 1e-15;
/** This much of a capacity is not counted as room: more than the roundings of what comes and goes amount to. */
const UNSURE = 1e-9;
/** More visits than this per resource in one search: begin anew, lowest level first. */
const MOST_VISITS = 40;

/**
 * Weighted max-min fair levels, brought up to date from where a change was made.
 *
 * Each full resource follows from the levels below its own alone, so whatever a change touches is filled again in rising
 * order of level, until nothing changes any more. Such a state is the one fair allocation: every class goes at the least
 * level of its path or at its cap, every resource with a level is full, every other one has room.
 */
export class Levels {
  readonly state: LevelState;
  readonly couplings: Couplings;
  /** Searches that had to begin anew. */
  restarts = 0;

  readonly #classes: FlowClasses;
  /** Full resources to fill again, by level. */
  readonly #work = new IdHeap();
  readonly #room = new SpareRoom();
  readonly #integrals: LevelIntegrals;
  readonly #fill: WaterFill;
  readonly #mostVisits: number;

  /** `mostVisits`: of one resource in one search, before it begins anew; for tests. */
  constructor(classes: FlowClasses, listener: LevelListener, time: Time, mostVisits = MOST_VISITS) {
    this.#classes = classes;
    this.state = new LevelState(classes, listener);
    this.#integrals = new LevelIntegrals(this.state, time);
    this.couplings = new Couplings(this.state, this.#integrals, time);
    this.#fill = new WaterFill(this.state);
    this.#mostVisits = mostVisits;
  }

  addResource(row: number, capacity: number): void {
    this.state.addResource(row, capacity);
    this.#integrals.addResource(row);
    this.couplings.addResource(row);
    this.#work.reserve(row + 1);
    this.#room.addResource(row);
  }

  setCapacity(row: number, capacity: number): void {
    this.state.capacity[row] = capacity;
    const level = this.state.level[row]!;
    if (level < NOT_FULL) this.#work.set(row, level);
    else this.#room.lookSoon(row);
  }

  /** A class has got its first member, or one more (`isNew` false). */
  joined(c: number, isNew: boolean): void {
    const { resource, coefficient, weight, count, strideBits, pathLength } = this.#classes;
    const start = c << strideBits;
    const end = start + pathLength[c]!;
    if (isNew) this.state.begin(c);
    this.couplings.classChanges(c, count[c]!);
    const goes = this.state.levelOf(c);
    for (let at = start; at < end; at++) {
      const row = resource[at]!;
      const level = this.state.level[row]!;
      const own = coefficient[at]! * weight[c]!;
      if (level < NOT_FULL) this.#work.set(row, level);
      else this.#room.take(row, own * goes, own);
    }
  }

  /** A class is about to lose a member: where there is room, there will be more. */
  leaves(c: number): void {
    const { resource, coefficient, weight, count, strideBits, pathLength } = this.#classes;
    const start = c << strideBits;
    const end = start + pathLength[c]!;
    this.couplings.classChanges(c, count[c]! - 1);
    const goes = this.state.levelOf(c);
    for (let at = start; at < end; at++) {
      const row = resource[at]!;
      const level = this.state.level[row]!;
      if (level < NOT_FULL) this.#work.set(row, level);
      else this.#room.giveBack(row, coefficient[at]! * weight[c]! * goes);
    }
  }

  /** Brings all levels up to date. */
  search(): void {
    let visits = this.#mostVisits * this.#classes.entries.length;
    for (;;) {
      while (this.#work.size > 0) {
        const row = this.#work.first();
        this.#work.remove(row);
        this.#fillAgain(row);
        if (--visits < 0) {
          this.#beginAnew();
          return;
        }
      }
      const row = this.#room.next();
      if (row < 0) break;
      this.#look(row);
    }
    this.#room.searchEnds();
  }

  /** A resource that was not full: is it still so, and for how long at least? */
  #look(row: number): void {
    if (this.state.level[row]! < NOT_FULL) return;
    const { otherLoad, others, otherHolder, otherTake } = this.couplings;
    const { sum } = otherTake;
    const { level, capacity } = this.state;
    const end = others.start[row]! + others.count[row]!;
    let taken = this.couplings.cappedTakeOf(row);
    for (let i = others.start[row]!; i < end; i++) taken += sum[i]! * level[otherHolder[i]!]!;
    const room = capacity[row]! - taken;
    // Who goes at its cap will not go faster.
    if (room >= 0) this.#room.isThere(row, Math.max(0, room - UNSURE * capacity[row]!), otherLoad.sum[row]!);
    else this.#fillAgain(row);
  }

  /** Finds the level of a resource as things stand, and passes on what that changes. */
  #fillAgain(row: number): void {
    const { heldLoad, others, otherHolder, otherTake } = this.couplings;
    const { sum } = otherTake;
    const { level } = this.state;
    const capacity = this.state.capacity[row]!;
    const before = level[row]!;
    const perLevel = heldLoad.sum[row]!;
    const end = others.start[row]! + others.count[row]!;
    let taken = this.couplings.cappedTakeOf(row);
    let highest = this.couplings.cappedTopOf(row);
    for (let i = others.start[row]!; i < end; i++) {
      const other = level[otherHolder[i]!]!;
      taken += sum[i]! * other;
      if (other > highest) highest = other;
    }
    if (perLevel === 0 && taken <= capacity) {
      if (before < NOT_FULL) this.#isFullNoMore(row);
      return;
    }
    // Not above the answer: the others may have to give some of what they take.
    const fresh = perLevel > 0 ? Math.max(0, (capacity - taken) / perLevel) : 0;
    const holdsTheSame =
      perLevel > 0 && highest <= fresh && (fresh <= before || this.#holdsAllAt(row, fresh));
    if (!holdsTheSame) this.#settle(row, before, this.#fill.levelOf(row, fresh));
    else if (Math.abs(fresh - before) > SAME * before) this.#shift(row, before, fresh);
  }

  /** Whether everybody whom the resource holds back would be held back at a higher level, too. */
  #holdsAllAt(row: number, fresh: number): boolean {
    const { links, link } = this.couplings;
    const { level } = this.state;
    if (this.couplings.heldCapOf(row) < fresh) return false;
    const end = links.start[row]! + links.count[row]!;
    for (let i = links.start[row]!; i < end; i++) if (level[link[i]!]! < fresh) return false;
    return true;
  }

  /** The same classes as before go at another level. */
  #shift(row: number, before: number, fresh: number): void {
    const { links, link } = this.couplings;
    const { level } = this.state;
    this.#setLevel(row, fresh);
    if (fresh > before) this.#rise(row, fresh - before);
    const end = links.start[row]! + links.count[row]!;
    for (let i = links.start[row]!; i < end; i++) {
      const other = link[i]!;
      const key = level[other]!;
      if (key < NOT_FULL && !this.#work.has(other)) this.#work.set(other, key);
    }
  }

  /** Some classes come under the resource, others leave it. */
  #settle(row: number, before: number, fresh: number): void {
    const { entries, entryCount, strideBits } = this.#classes;
    const { state } = this;
    const list = entries[row]!;
    const count = entryCount[row]!;
    const { elsewhere } = this.#fill;
    this.#setLevel(row, fresh);
    if (fresh === NOT_FULL) {
      // Full or not by a rounding: no more than that is left, and another look would come to the same.
      if (before === NOT_FULL) this.#room.isThere(row, 0, 1);
      else this.#room.lookSoon(row);
    } else {
      this.#room.forget(row);
      if (fresh > before) this.#rise(row, fresh - before);
    }
    for (let i = 0; i < count; i++) {
      const at = list[i]!;
      const c = at >> strideBits;
      const wasHeld = state.holder[c] === row;
      // Of equals, whoever holds a class keeps it.
      const isHeld = elsewhere[i]! > fresh || (wasHeld && elsewhere[i] === fresh && fresh < NOT_FULL);
      if (isHeld) {
        if (wasHeld && before === fresh) continue;
        if (!wasHeld) state.hold(c, row);
        // It goes no faster than before.
        this.#touchOthers(c, at, false);
      } else if (wasHeld) {
        state.free(c);
        this.#touchOthers(c, at, true);
      }
      if (isHeld !== wasHeld) this.couplings.classChanges(c, this.#classes.count[c]!);
    }
  }

  #setLevel(row: number, fresh: number): void {
    this.#integrals.levelChanges(row);
    this.state.setLevel(row, fresh);
    this.couplings.fullnessChanges(row, fresh < NOT_FULL);
  }

  /** Whom the resource holds back takes more of the rest of its path. */
  #rise(row: number, by: number): void {
    if (!this.#room.isLarge(by)) {
      this.#room.rise(row, by);
      return;
    }
    const { entries, entryCount, strideBits, resource, load, pathLength } = this.#classes;
    const { holder, level } = this.state;
    const list = entries[row]!;
    for (let i = 0; i < entryCount[row]!; i++) {
      const entry = list[i]!;
      const c = entry >> strideBits;
      if (holder[c] !== row) continue;
      const start = c << strideBits;
      const end = start + pathLength[c]!;
      for (let at = start; at < end; at++) {
        const other = resource[at]!;
        if (at !== entry && level[other] === NOT_FULL) this.#room.take(other, load[at]! * by, 0);
      }
    }
  }

  #isFullNoMore(row: number): void {
    this.#setLevel(row, NOT_FULL);
    this.#room.lookSoon(row);
  }

  /** What a class takes of the rest of its path has changed; `leaps`: maybe by more than some level rose. */
  #touchOthers(c: number, entry: number, leaps: boolean): void {
    const { strideBits, resource, pathLength } = this.#classes;
    const { level } = this.state;
    const start = c << strideBits;
    const end = start + pathLength[c]!;
    for (let at = start; at < end; at++) {
      if (at === entry) continue;
      const row = resource[at]!;
      const key = level[row]!;
      if (key < NOT_FULL) {
        if (!this.#work.has(row)) this.#work.set(row, key);
      } else if (leaps) this.#room.lookSoon(row);
    }
  }

  /** Fills everything from nothing, the lowest level first: slower, and certain to end. */
  #beginAnew(): void {
    this.restarts++;
    const { state } = this;
    const { classes } = state;
    const rows = classes.entries.length;
    while (this.#work.size > 0) this.#work.remove(this.#work.first());
    for (let row = 0; row < rows; row++) if (state.level[row]! < NOT_FULL) this.#setLevel(row, NOT_FULL);
    for (let c = 0; c < classes.rows; c++) {
      if (classes.count[c] === 0) continue;
      state.free(c);
      this.couplings.classChanges(c, classes.count[c]!);
    }
    for (let row = 0; row < rows; row++) {
      if (classes.entryCount[row]! > 0) this.#work.set(row, this.#fill.levelOf(row, 0));
    }
    while (this.#work.firstKey() < NOT_FULL) {
      const row = this.#work.first();
      const fresh = this.#fill.levelOf(row, 0);
      // Others have been filled meanwhile, which leaves more room here.
      if (fresh > this.#work.firstKey()) this.#work.set(row, fresh);
      else {
        this.#work.remove(row);
        this.#settle(row, NOT_FULL, fresh);
      }
    }
    while (this.#work.size > 0) this.#work.remove(this.#work.first());
    for (let row = 0; row < rows; row++) if (state.level[row] === NOT_FULL) this.#room.lookSoon(row);
  }
}
