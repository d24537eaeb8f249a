import { grownBytes, grownFloats, grownInts } from '../../column.ts';
import { finishUs, US_PER_SECOND } from './finish-time.ts';
import { type LevelState, NOT_FULL } from './level-state.ts';

/** A forecast holds while the level rises by no more than this share of itself. */
const SLACK = 1 / 32;

// The columns of a row. A clock, what rounding has left out of it, and when it was brought up to date.
const CLOCK = 0;
const LOST = 1;
const SINCE_US = 2;
/** The same of its integral, which never starts again: up to the last change of level. */
const INTEGRAL = 3;
const INTEGRAL_LOST = 4;
const CHANGED_US = 5;
const CEILING = 6;
/** Whether the finish that was told last holds as long as the level stays: 1 or 0. */
const IS_EXACT = 7;
const WIDTH = 8;

/** Whoever knows what time it is. */
export interface Time {
  /** The present instant, whole microseconds. */
  readonly nowUs: number;
}

/**
 * Of each resource a clock that runs at its level while it is full: units per weight moved by whoever it holds back. It can be
 * started again at 0, so that small amounts are not lost beside a long past; its integral goes on.
 *
 * Levels change often, and mostly by little. So when a clock will show something is forecast with some slack: no sooner than
 * that, as long as the level stays below a ceiling. Only forecasts whose ceiling is passed must be made anew.
 */
export class LevelClocks {
  /** Resources whose forecast is to be made anew, each once. */
  stale = new Int32Array(16);
  staleCount = 0;
  readonly #levels: LevelState;
  readonly #time: Time;
  /** By resource, side by side since they are read together. */
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

  /** The level is about to change: what the clock has run so far is written down. */
  levelChanges(row: number, fresh: number): void {
    const rows = this.#rows;
    const at = row * WIDTH;
    const { nowUs } = this.#time;
    const level = this.#levels.level[row]!;
    const sinceUs = rows[at + SINCE_US]!;
    const changedUs = rows[at + CHANGED_US]!;
    if (level < NOT_FULL && nowUs > changedUs) {
      // Compensated: a clock takes many small steps, and a mark must not feel their roundings.
      const come = (level * (nowUs - changedUs)) / US_PER_SECOND;
      const whole = come - rows[at + INTEGRAL_LOST]!;
      const before = rows[at + INTEGRAL]!;
      const integral = before + whole;
      rows[at + INTEGRAL] = integral;
      rows[at + INTEGRAL_LOST] = integral - before - whole;
      // Mostly the clock has not started again meanwhile.
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

  /** What the clock shows: at one instant the same to the last bit, however often the level changes in it. */
  reading(row: number): number {
    const at = row * WIDTH;
    return this.#rows[at + CLOCK]! + this.#come(row, this.#rows[at + SINCE_US]!, this.#rows[at + LOST]!);
  }

  /** How far the level has come while it was full: units per weight of a flow. */
  integral(row: number): number {
    const at = row * WIDTH;
    const come = this.#come(row, this.#rows[at + CHANGED_US]!, this.#rows[at + INTEGRAL_LOST]!);
    return this.#rows[at + INTEGRAL]! + come;
  }

  /** The clock shows 0. */
  startAgain(row: number): void {
    const at = row * WIDTH;
    this.#rows[at + CLOCK] = 0;
    this.#rows[at + LOST] = 0;
    this.#rows[at + SINCE_US] = this.#time.nowUs;
  }

  /** When the clock will show `mark` at the present level, whole microseconds; Infinity: never. */
  finishUs(row: number, mark: number): number {
    const level = this.#levels.level[row]!;
    this.#rows[row * WIDTH + CEILING] = level;
    this.#rows[row * WIDTH + IS_EXACT] = 1;
    return this.#finishUs(row, mark, level);
  }

  /** No later than that, until the resource is stale. */
  forecastUs(row: number, mark: number): number {
    const ceiling = this.#levels.level[row]! * (1 + SLACK);
    this.#rows[row * WIDTH + CEILING] = ceiling;
    this.#rows[row * WIDTH + IS_EXACT] = 0;
    // A microsecond is more than all roundings on the way there.
    return this.#finishUs(row, mark, ceiling) - 1;
  }

  /** Whether `finishUs` told last what still holds, no `forecastUs`. */
  isExact(row: number): boolean {
    return this.#rows[row * WIDTH + IS_EXACT] === 1;
  }

  /** Nobody waits for anything it will show. */
  forgetForecast(row: number): void {
    this.#rows[row * WIDTH + CEILING] = NOT_FULL;
  }

  markStale(row: number): void {
    if (this.#isStale[row] === 1) return;
    this.#isStale[row] = 1;
    this.stale[this.staleCount++] = row;
  }

  /** The resource that became stale last, which is so no more; some must be. */
  popStale(): number {
    const row = this.stale[--this.staleCount]!;
    this.#isStale[row] = 0;
    return row;
  }

  /** How far the level has come since an instant, with what was left out before; 0 where no time has passed. */
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
