import { grownFloats, grownInts } from '../../column.ts';
import { finishUs, US_PER_SECOND } from './finish-time.ts';
import { IdHeap } from './id-heap.ts';
import type { LevelClocks, Time } from './level-clocks.ts';
import { CAP, type LevelState } from './level-state.ts';
import { MemberHeaps } from './member-heaps.ts';

/** Instead of a holder: the class is new, and no search has found its holder yet. */
const NOWHERE = -2;

/**
 * When flows finish, without touching them when rates change: the virtual-time technique of fair queueing (Demers, Keshav
 * and Shenker, SIGCOMM 1989; Parekh and Gallager 1993).
 *
 * The reading of a class is the amount per weight that a member would have moved since the class came into being. A flow
 * that is opened at reading r with amount a and weight w finishes at reading r + a / w, its mark. Marks never change. The
 * reading itself is that of the holder's clock (see LevelClocks) plus an offset of the class, so when a level changes, one
 * clock changes its speed, however many flows it holds back. A class that moves to another holder gets another offset. A
 * class at its cap reads a clock of its own, which advances at cap / weight.
 *
 * So the next finish takes three levels of heaps: flows by mark in each class, classes by the mark of their first flow in
 * each holder, and holders by time. A holder's place in the last one is a forecast that is not too late; its next finish
 * is computed exactly only when it comes to the top.
 */
export class ClassClocks {
  readonly members = new MemberHeaps();
  readonly #levels: LevelState;
  readonly #clocks: LevelClocks;
  readonly #time: Time;
  /** The classes of each holder, by the reading of its clock at which their first flow finishes. */
  readonly #groups = new MemberHeaps();
  // One per class: its holder, and the offset to that clock; at its cap, its reading at the instant `#sinceOwn`.
  #home = new Int32Array(16).fill(NOWHERE);
  #offset = new Float64Array(16);
  #sinceOwn = new Float64Array(16);
  /** Holders by the earliest time at which one of their flows may finish, whole microseconds. */
  readonly #byResource = new IdHeap();
  /** Classes at their caps by the time of their next finish, whole microseconds. */
  readonly #byCap = new IdHeap();

  constructor(levels: LevelState, clocks: LevelClocks, time: Time) {
    this.#levels = levels;
    this.#clocks = clocks;
    this.#time = time;
  }

  addResource(row: number): void {
    this.#byResource.reserve(row + 1);
    this.#groups.reserve(0, row + 1);
  }

  /** The current reading of a class: units per weight. */
  reading(c: number): number {
    const home = this.#home[c]!;
    if (home >= 0) return this.#clocks.reading(home) + this.#offset[c]!;
    if (home === NOWHERE) return this.#offset[c]!;
    const passed = this.#time.nowUs - this.#sinceOwn[c]!;
    return this.#offset[c]! + (this.#levels.classes.capLevel[c]! * passed) / US_PER_SECOND;
  }

  /** A class has come into being. Its reading stays 0 until a search has found its holder. */
  begin(c: number): void {
    if (c >= this.#home.length) {
      const length = c * 2;
      this.#home = grownInts(this.#home, length);
      this.#offset = grownFloats(this.#offset, length);
      this.#sinceOwn = grownFloats(this.#sinceOwn, length);
    }
    this.#home[c] = NOWHERE;
    this.#offset[c] = 0;
  }

  /** A class has lost its last member. */
  end(c: number): void {
    this.#leaveHome(c);
    this.#home[c] = NOWHERE;
  }

  /** The first member of a class is another flow than before. */
  firstChanged(c: number): void {
    const home = this.#home[c]!;
    if (home === NOWHERE) return;
    if (home === CAP) this.#bookCapped(c);
    else {
      this.#groups.remove(home, c);
      this.#groups.add(home, c, this.members.firstMark(c) - this.#offset[c]!);
      this.#clocks.markStale(home);
    }
  }

  /** A search has given a class another holder, or its first one. */
  settle(c: number): void {
    // The class may have come and gone since the last search.
    if (this.#levels.classes.count[c] === 0) return;
    const holder = this.#levels.holder[c]!;
    const home = this.#home[c]!;
    if (home === holder) return;
    const reading = this.reading(c);
    this.#leaveHome(c);
    this.#home[c] = holder;
    if (holder === CAP) {
      this.#offset[c] = reading;
      this.#sinceOwn[c] = this.#time.nowUs;
      this.#bookCapped(c);
      return;
    }
    this.#offset[c] = reading - this.#clocks.reading(holder);
    this.#groups.reserve(this.#home.length, 0);
    this.#groups.add(holder, c, this.members.firstMark(c) - this.#offset[c]!);
    this.#clocks.markStale(holder);
  }

  /** Renews the forecasts of all holders that are marked stale. */
  refresh(): void {
    while (this.#clocks.staleCount > 0) {
      const row = this.#clocks.popStale();
      if (this.#groups.size(row) > 0) {
        this.#byResource.set(row, this.#clocks.forecastUs(row, this.#groups.firstMark(row)));
      } else {
        this.#byResource.remove(row);
        this.#clocks.forgetForecast(row);
      }
    }
  }

  /** Whole microseconds; Infinity when nothing will finish. */
  nextFinishUs(): number {
    const order = this.#byResource;
    const clocks = this.#clocks;
    // A forecast at the top is renewed for the current level; if it stays at the top, the exact finish replaces it.
    while (order.size > 0 && !clocks.isExact(order.first())) {
      const row = order.first();
      const mark = this.#groups.firstMark(row);
      order.set(row, clocks.forecastUs(row, mark));
      if (order.first() === row) order.set(row, clocks.finishUs(row, mark));
    }
    return Math.min(order.firstKey(), this.#byCap.firstKey());
  }

  /** A class with a member that finishes at `atUs` or earlier; -1: none. */
  dueClass(atUs: number): number {
    if (!(this.nextFinishUs() <= atUs)) return -1;
    if (this.#byCap.firstKey() <= atUs) return this.#byCap.first();
    return this.#groups.first(this.#byResource.first());
  }

  #bookCapped(c: number): void {
    const left = this.members.firstMark(c) - this.#offset[c]!;
    this.#byCap.reserve(this.#home.length);
    this.#byCap.set(c, finishUs(this.#sinceOwn[c]!, left, this.#levels.classes.capLevel[c]!));
  }

  #leaveHome(c: number): void {
    const home = this.#home[c]!;
    if (home === CAP) this.#byCap.remove(c);
    if (home < 0) return;
    this.#groups.remove(home, c);
    this.#clocks.markStale(home);
    if (this.#groups.size(home) > 0) return;
    // No class reads the clock now. Near 0 it has its full precision, so that small amounts are not lost to rounding.
    this.#clocks.startAgain(home);
  }
}
