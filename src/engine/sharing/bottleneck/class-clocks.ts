import { grownFloats, grownInts } from '../../column.ts';
import { finishUs, US_PER_SECOND } from './finish-time.ts';
import { IdHeap } from './id-heap.ts';
import type { LevelClocks, Time } from './level-clocks.ts';
import { CAP, type LevelState } from './level-state.ts';
import { MemberHeaps } from './member-heaps.ts';

/** In the place of a holder: a class that no search has seen yet. */
const NOWHERE = -2;

/**
 * When flows finish, without touching them when rates change.
 *
 * A class reads the clock of the resource that holds it back with an offset of its own, a class at its cap the time of day. A
 * flow's mark is the reading at which it will be finished, so a change of level costs one clock, however many flows it holds
 * back. Resources stand in the order of forecasts; only when one comes to the top, its next finish is found to the microsecond.
 */
export class ClassClocks {
  readonly members = new MemberHeaps();
  readonly #levels: LevelState;
  readonly #clocks: LevelClocks;
  readonly #time: Time;
  /** Classes that a resource holds back, by the reading of its clock at which their first flow finishes. */
  readonly #groups = new MemberHeaps();
  // One per class: whose clock it reads, and with which offset; or its own reading and when that was.
  #home = new Int32Array(16).fill(NOWHERE);
  #offset = new Float64Array(16);
  #sinceOwn = new Float64Array(16);
  /** Resources by when they next finish somebody at the earliest, whole microseconds. */
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

  /** What a class's clock shows now: units per weight. */
  reading(c: number): number {
    const home = this.#home[c]!;
    if (home >= 0) return this.#clocks.reading(home) + this.#offset[c]!;
    if (home === NOWHERE) return this.#offset[c]!;
    const passed = this.#time.nowUs - this.#sinceOwn[c]!;
    return this.#offset[c]! + (this.#levels.classes.capLevel[c]! * passed) / US_PER_SECOND;
  }

  /** A class has come into being: its clock stands until a search has found its level. */
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

  /** A class is no more. */
  end(c: number): void {
    this.#leaveHome(c);
    this.#home[c] = NOWHERE;
  }

  /** The first member of a class is another one, or has another mark. */
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

  /** A search has put a class under another holder, or under its first. */
  settle(c: number): void {
    // It may have come and gone since the last search.
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

  /** Forecasts anew, where something changed. */
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
    // A forecast that comes first is made anew, and if it still comes first it is replaced by what it forecasts.
    while (order.size > 0 && !clocks.isExact(order.first())) {
      const row = order.first();
      const mark = this.#groups.firstMark(row);
      order.set(row, clocks.forecastUs(row, mark));
      if (order.first() === row) order.set(row, clocks.finishUs(row, mark));
    }
    return Math.min(order.firstKey(), this.#byCap.firstKey());
  }

  /** A class with a member that finishes at `atUs` or before; -1: none. */
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
    // Nobody reads it: from 0 small amounts are not lost beside a long past.
    this.#clocks.startAgain(home);
  }
}
