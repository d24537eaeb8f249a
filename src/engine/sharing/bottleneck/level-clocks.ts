import { grownBytes, grownFloats, grownInts } from '../../column.ts';
import { finishUs, US_PER_SECOND } from './finish-time.ts';
import { type LevelState, NOT_FULL } from './level-state.ts';

/** A forecast holds while the level rises by no more than this share of itself. */
const SLACK = 1 / 32;

// The columns of a row: the clock, the rounding error of its sum, and when the clock was last brought up to date.
const CLOCK = 0;
const LOST = 1;
const SINCE_US = 2;
/** The same of the integral of the level, up to the last change of level. */
const INTEGRAL = 3;
const INTEGRAL_LOST = 4;
const CHANGED_US = 5;
const CEILING = 6;
/** 1: the last finish that was computed is exact as long as the level stays as it is; 0: it is not. */
const IS_EXACT = 7;
const WIDTH = 8;

/** The current time, set by BottleneckFlows. */
export interface Time {
  /** Whole microseconds. */
  readonly nowUs: number;
}

/**
 * A virtual clock per resource, which advances at the resource's level while that is full: it shows the units per weight
 * moved by each flow that the resource holds back, like the virtual time of generalized processor sharing. A clock that no
 * class reads is reset to 0, so that it keeps its full precision; the integral of the level is kept beside it and never
 * reset. Both are sums of many small steps, so they use compensated summation (Kahan, Communications of the ACM 8, 1965).
 *
 * Levels change often, and mostly by little. So the time at which a clock will show a mark is forecast with some slack: it
 * is not reached before the forecast as long as the level stays below a ceiling. A forecast is stale, and must be made
 * again, only when the level has passed that ceiling.
 */
export class LevelClocks {
  /** Resources whose forecast is stale, each once. */
  stale = new Int32Array(16);
  staleCount = 0;
  readonly #levels: LevelState;
  readonly #time: Time;
  /** By resource; the columns of a row are adjacent, since they are read together. */
  #rows = new Float64Array(16 * WIDTH);
  #isStale = new Uint8Array(16);

  constructor(levels: LevelState, time: Time) {
    this.#levels = levels;
    this.#time = time;
  }

  addResource(row: number): void {
    if (row >= this.#isStale.length) {
      this.#rows = grownFloats(this.#rows, row * 2 * WIDTH);
      this.stale = grownInts(this.stale, row * 2);
      this.#isStale = grownBytes(this.#isStale, row * 2);
    }
    this.startAgain(row);
    const at = row * WIDTH;
    this.#rows[at + INTEGRAL] = 0;
    this.#rows[at + INTEGRAL_LOST] = 0;
    this.#rows[at + CEILING] = NOT_FULL;
  }

  /** Brings clock and integral up to date before a change of the level. */
  levelChanges(row: number, fresh: number): void {
    const rows = this.#rows;
    const at = row * WIDTH;
    const { nowUs } = this.#time;
    const level = this.#levels.level[row]!;
    const sinceUs = rows[at + SINCE_US]!;
    const changedUs = rows[at + CHANGED_US]!;
    if (level < NOT_FULL && nowUs > changedUs) {
      // Kahan summation.
      const come = (level * (nowUs - changedUs)) / US_PER_SECOND;
      const whole = come - rows[at + INTEGRAL_LOST]!;
      const before = rows[at + INTEGRAL]!;
      const integral = before + whole;
      rows[at + INTEGRAL] = integral;
      rows[at + INTEGRAL_LOST] = integral - before - whole;
      // Mostly the clock has not been reset since.
      const run = sinceUs === changedUs ? come : (level * (nowUs - sinceUs)) / US_PER_SECOND;
      const step = run - rows[at + LOST]!;
      const showed = rows[at + CLOCK]!;
      const clock = showed + step;
      rows[at + CLOCK] = clock;
      rows[at + LOST] = clock - showed - step;
    }
    rows[at + SINCE_US] = nowUs;
    rows[at + CHANGED_US] = nowUs;
    rows[at + IS_EXACT] = 0;
    if (fresh > rows[at + CEILING]!) this.markStale(row);
  }

  /** What the clock shows. Within an instant it is the same to the last bit, however often the level changes. */
  reading(row: number): number {
    const at = row * WIDTH;
    return this.#rows[at + CLOCK]! + this.#come(row, this.#rows[at + SINCE_US]!, this.#rows[at + LOST]!);
  }

  /** Integral of the level over the time the resource was full: units per weight. */
  integral(row: number): number {
    const at = row * WIDTH;
    const come = this.#come(row, this.#rows[at + CHANGED_US]!, this.#rows[at + INTEGRAL_LOST]!);
    return this.#rows[at + INTEGRAL]! + come;
  }

  /** Resets the clock to 0. */
  startAgain(row: number): void {
    const at = row * WIDTH;
    this.#rows[at + CLOCK] = 0;
    this.#rows[at + LOST] = 0;
    this.#rows[at + SINCE_US] = this.#time.nowUs;
  }

  /** When the clock will show `mark` at the current level, whole microseconds; Infinity: never. */
  finishUs(row: number, mark: number): number {
    const level = this.#levels.level[row]!;
    this.#rows[row * WIDTH + CEILING] = level;
    this.#rows[row * WIDTH + IS_EXACT] = 1;
    return this.#finishUs(row, mark, level);
  }

  /** A lower bound of that time, which holds until the resource is stale. */
  forecastUs(row: number, mark: number): number {
    const ceiling = this.#levels.level[row]! * (1 + SLACK);
    this.#rows[row * WIDTH + CEILING] = ceiling;
    this.#rows[row * WIDTH + IS_EXACT] = 0;
    // A microsecond is more than all rounding errors of the computation.
    return this.#finishUs(row, mark, ceiling) - 1;
  }

  /** Whether the last answer was of `finishUs`, not of `forecastUs`, and still holds. */
  isExact(row: number): boolean {
    return this.#rows[row * WIDTH + IS_EXACT] === 1;
  }

  /** No flow waits for this clock any more. */
  forgetForecast(row: number): void {
    this.#rows[row * WIDTH + CEILING] = NOT_FULL;
  }

  markStale(row: number): void {
    if (this.#isStale[row] === 1) return;
    this.#isStale[row] = 1;
    this.stale[this.staleCount++] = row;
  }

  /** Removes one stale resource and returns it; there must be one. */
  popStale(): number {
    const row = this.stale[--this.staleCount]!;
    this.#isStale[row] = 0;
    return row;
  }

  /** Integral of the level since an instant, with the rounding error so far; 0 where no time has passed. */
  #come(row: number, sinceUs: number, lost: number): number {
    const level = this.#levels.level[row]!;
    const passed = this.#time.nowUs - sinceUs;
    if (passed === 0 || level === NOT_FULL) return 0;
    return (level * passed) / US_PER_SECOND - lost;
  }

  #finishUs(row: number, mark: number, level: number): number {
    const at = row * WIDTH;
    const left = mark - this.#rows[at + CLOCK]! + this.#rows[at + LOST]!;
    return finishUs(this.#rows[at + SINCE_US]!, left, level);
  }
}
