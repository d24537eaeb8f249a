import { grownBytes, grownFloats, grownInts } from './column.ts';
import type { FlowClasses } from './flow-classes.ts';
import { IdHeap } from './id-heap.ts';
import { CAP, type LevelListener, type LevelState } from './level-state.ts';
import { MemberHeaps } from './member-heaps.ts';
import { wholeMicroseconds } from './whole-microseconds.ts';

const US_PER_SECOND = 1e6;
const NEVER = Number.POSITIVE_INFINITY;
/** In the place of a holder: a class that no search has seen yet. */
const NOWHERE = -2;

/**
 * When flows finish, without touching them when rates change.
 *
 * Every full resource has a clock that runs at its level: units per weight moved by whoever it holds back. A class reads
 * that clock with an offset of its own, a class at its cap the time of day. A flow's mark is the reading at which it
 * will be finished, so a change of level costs one clock, however many flows it holds back.
 */
export class ClassClocks implements LevelListener {
  nowUs = 0;
  readonly members = new MemberHeaps();
  readonly #classes: FlowClasses;
  /** Known a little later than the clocks are made. */
  #levels!: LevelState;
  // One per resource: its clock, what rounding has left out of it, and when it was brought up to date.
  #clock = new Float64Array(16);
  #lost = new Float64Array(16);
  #since = new Float64Array(16);
  /** What it showed when it was read last, and when that was; -1: it has been changed since. */
  #shown = new Float64Array(16);
  #shownUs = new Float64Array(16);
  /** Classes that a resource holds back, by the reading of its clock at which their first flow finishes. */
  readonly #groups = new MemberHeaps();
  // One per class: whose clock it reads, and with which offset; or its own reading and when that was.
  #home = new Int32Array(16).fill(NOWHERE);
  #offset = new Float64Array(16);
  #sinceOwn = new Float64Array(16);
  /** By the time of the next finish, whole microseconds: resources; classes at their caps. */
  readonly #byResource = new IdHeap();
  readonly #byCap = new IdHeap();
  /** Resources whose next finish is to be found anew. */
  #stale = new Int32Array(16);
  #staleCount = 0;
  #isStale = new Uint8Array(16);

  constructor(classes: FlowClasses) {
    this.#classes = classes;
  }

  /** Whose levels they follow: these tell the clocks of their changes. */
  follow(levels: LevelState): void {
    this.#levels = levels;
  }

  addResource(row: number): void {
    if (row >= this.#clock.length) {
      const length = row * 2;
      this.#clock = grownFloats(this.#clock, length);
      this.#lost = grownFloats(this.#lost, length);
      this.#since = grownFloats(this.#since, length);
      this.#shown = grownFloats(this.#shown, length);
      this.#shownUs = grownFloats(this.#shownUs, length);
      this.#stale = grownInts(this.#stale, length);
      this.#isStale = grownBytes(this.#isStale, length);
    }
    this.#byResource.reserve(row + 1);
    this.#groups.reserve(0, row + 1);
    this.#startAgain(row);
  }

  /** The level of a resource is about to change: what its clock has run so far is written down. */
  levelChanges(row: number): void {
    const level = this.#levels.level[row]!;
    const passed = this.nowUs - this.#since[row]!;
    this.#since[row] = this.nowUs;
    this.#shownUs[row] = -1;
    if (passed > 0 && level < NEVER) {
      // Compensated: a clock takes many small steps, and a mark must not feel their roundings.
      const step = (level * passed) / US_PER_SECOND - this.#lost[row]!;
      const clock = this.#clock[row]! + step;
      this.#lost[row] = clock - this.#clock[row]! - step;
      this.#clock[row] = clock;
    }
    this.#markStale(row);
  }

  /** What a class's clock shows now: units per weight. */
  reading(c: number): number {
    const home = this.#home[c]!;
    if (home >= 0) return this.#clockOf(home) + this.#offset[c]!;
    if (home === NOWHERE) return this.#offset[c]!;
    const passed = this.nowUs - this.#sinceOwn[c]!;
    return this.#offset[c]! + (this.#classes.capLevel[c]! * passed) / US_PER_SECOND;
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
      this.#markStale(home);
    }
  }

  /** A search has put a class under another holder, or under its first. */
  settle(c: number): void {
    // It may have come and gone since the last search.
    if (this.#classes.count[c] === 0) return;
    const holder = this.#levels.holder[c]!;
    const home = this.#home[c]!;
    if (home === holder) return;
    const reading = this.reading(c);
    this.#leaveHome(c);
    this.#home[c] = holder;
    if (holder === CAP) {
      this.#offset[c] = reading;
      this.#sinceOwn[c] = this.nowUs;
      this.#bookCapped(c);
      return;
    }
    this.#offset[c] = reading - this.#clockOf(holder);
    this.#groups.reserve(this.#home.length, 0);
    this.#groups.add(holder, c, this.members.firstMark(c) - this.#offset[c]!);
    this.#markStale(holder);
  }

  /** Finds the next finish of every resource where something changed. */
  refresh(): void {
    while (this.#staleCount > 0) {
      const row = this.#stale[--this.#staleCount]!;
      this.#isStale[row] = 0;
      if (this.#groups.size(row) === 0) this.#byResource.remove(row);
      else this.#byResource.set(row, this.#timeAt(row, this.#groups.firstMark(row)));
    }
  }

  /** Whole microseconds; Infinity when nothing will finish. */
  nextFinishUs(): number {
    return Math.min(this.#byResource.firstKey(), this.#byCap.firstKey());
  }

  /** A class with a member that finishes at `atUs` or before; -1: none. */
  dueClass(atUs: number): number {
    if (this.#byCap.firstKey() <= atUs) return this.#byCap.first();
    if (!(this.#byResource.firstKey() <= atUs)) return -1;
    return this.#groups.first(this.#byResource.first());
  }

  /** Many classes read one clock at one instant: the reading is kept. */
  #clockOf(row: number): number {
    if (this.#shownUs[row] === this.nowUs) return this.#shown[row]!;
    const passed = this.nowUs - this.#since[row]!;
    const clock = this.#clock[row]! - this.#lost[row]!;
    const level = this.#levels.level[row]!;
    const shown = passed > 0 && level < NEVER ? clock + (level * passed) / US_PER_SECOND : clock;
    this.#shown[row] = shown;
    this.#shownUs[row] = this.nowUs;
    return shown;
  }

  #timeAt(row: number, reading: number): number {
    const left = reading - this.#clock[row]! + this.#lost[row]!;
    return finishUs(this.#since[row]!, left, this.#levels.level[row]!);
  }

  #bookCapped(c: number): void {
    const left = this.members.firstMark(c) - this.#offset[c]!;
    this.#byCap.reserve(this.#home.length);
    this.#byCap.set(c, finishUs(this.#sinceOwn[c]!, left, this.#classes.capLevel[c]!));
  }

  #leaveHome(c: number): void {
    const home = this.#home[c]!;
    if (home === CAP) this.#byCap.remove(c);
    if (home < 0) return;
    this.#groups.remove(home, c);
    this.#markStale(home);
    if (this.#groups.size(home) > 0) return;
    // Nobody reads it: from 0 small amounts are not lost beside a long past.
    this.#startAgain(home);
  }

  #startAgain(row: number): void {
    this.#clock[row] = 0;
    this.#lost[row] = 0;
    this.#since[row] = this.nowUs;
    this.#shownUs[row] = -1;
  }

  #markStale(row: number): void {
    if (this.#isStale[row] === 1) return;
    this.#isStale[row] = 1;
    this.#stale[this.#staleCount++] = row;
  }
}

/** When so much is moved at a level, whole microseconds; Infinity: never. */
function finishUs(sinceUs: number, left: number, level: number): number {
  if (left <= 0) return sinceUs;
  if (level <= 0) return NEVER;
  const at = sinceUs + wholeMicroseconds((left / level) * US_PER_SECOND);
  // Past the exact whole numbers there is no such instant: the flow is as good as stopped.
  return at > Number.MAX_SAFE_INTEGER ? NEVER : at;
}
