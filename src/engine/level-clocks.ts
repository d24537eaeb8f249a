import { grownBytes, grownFloats, grownInts } from './column.ts';
import { finishUs, US_PER_SECOND } from './finish-time.ts';
import { type LevelState, NOT_FULL } from './level-state.ts';

/** A forecast holds while the level rises by no more than this share of itself. */
const SLACK = 1 / 32;

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
  // One per resource: its clock, what rounding has left out of it, and when it was brought up to date.
  #clock = new Float64Array(16);
  #lost = new Float64Array(16);
  #sinceUs = new Float64Array(16);
  /** The same of its integral, which never starts again: up to the last change of level. */
  #integral = new Float64Array(16);
  #integralLost = new Float64Array(16);
  #changedUs = new Float64Array(16);
  #ceiling = new Float64Array(16);
  #isStale = new Uint8Array(16);
  /** Whether the finish that was told last holds as long as the level stays. */
  #isExact = new Uint8Array(16);

  constructor(levels: LevelState, time: Time) {
    this.#levels = levels;
    this.#time = time;
  }

  addResource(row: number): void {
    if (row >= this.#clock.length) this.#grow(row * 2);
    this.startAgain(row);
    this.#integral[row] = 0;
    this.#integralLost[row] = 0;
    this.#changedUs[row] = this.#time.nowUs;
    this.#ceiling[row] = NOT_FULL;
  }

  /** The level is about to change: what the clock has run so far is written down. */
  levelChanges(row: number, fresh: number): void {
    const { nowUs } = this.#time;
    // Compensated: a clock takes many small steps, and a mark must not feel their roundings.
    const level = this.#levels.level[row]!;
    const sinceUs = this.#sinceUs[row]!;
    const changedUs = this.#changedUs[row]!;
    if (level < NOT_FULL && nowUs > changedUs) {
      const come = (level * (nowUs - changedUs)) / US_PER_SECOND;
      const whole = come - this.#integralLost[row]!;
      const integral = this.#integral[row]! + whole;
      this.#integralLost[row] = integral - this.#integral[row]! - whole;
      this.#integral[row] = integral;
      // Mostly the clock has not started again meanwhile.
      const run = sinceUs === changedUs ? come : (level * (nowUs - sinceUs)) / US_PER_SECOND;
      if (nowUs > sinceUs) {
        const step = run - this.#lost[row]!;
        const clock = this.#clock[row]! + step;
        this.#lost[row] = clock - this.#clock[row]! - step;
        this.#clock[row] = clock;
      }
    }
    this.#sinceUs[row] = nowUs;
    this.#changedUs[row] = nowUs;
    this.#isExact[row] = 0;
    if (fresh > this.#ceiling[row]!) this.markStale(row);
  }

  /** What the clock shows: at one instant the same to the last bit, however often the level changes in it. */
  reading(row: number): number {
    return this.#clock[row]! + this.#since(row, this.#sinceUs, this.#lost);
  }

  /** How far the level has come while it was full: units per weight of a flow. */
  integral(row: number): number {
    return this.#integral[row]! + this.#since(row, this.#changedUs, this.#integralLost);
  }

  /** The clock shows 0. */
  startAgain(row: number): void {
    this.#clock[row] = 0;
    this.#lost[row] = 0;
    this.#sinceUs[row] = this.#time.nowUs;
  }

  /** When the clock will show `mark` at the present level, whole microseconds; Infinity: never. */
  finishUs(row: number, mark: number): number {
    const level = this.#levels.level[row]!;
    this.#ceiling[row] = level;
    this.#isExact[row] = 1;
    return finishUs(this.#sinceUs[row]!, this.#leftTo(row, mark), level);
  }

  /** No later than that, until the resource is stale. */
  forecastUs(row: number, mark: number): number {
    const ceiling = this.#levels.level[row]! * (1 + SLACK);
    this.#ceiling[row] = ceiling;
    this.#isExact[row] = 0;
    // A microsecond is more than all roundings on the way there.
    return finishUs(this.#sinceUs[row]!, this.#leftTo(row, mark), ceiling) - 1;
  }

  /** Whether `finishUs` told last what still holds, no `forecastUs`. */
  isExact(row: number): boolean {
    return this.#isExact[row] === 1;
  }

  /** Nobody waits for anything it will show. */
  forgetForecast(row: number): void {
    this.#ceiling[row] = NOT_FULL;
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
  #since(row: number, instantUs: Float64Array, lost: Float64Array): number {
    const level = this.#levels.level[row]!;
    const passed = this.#time.nowUs - instantUs[row]!;
    if (passed === 0 || level === NOT_FULL) return 0;
    return (level * passed) / US_PER_SECOND - lost[row]!;
  }

  #leftTo(row: number, mark: number): number {
    return mark - this.#clock[row]! + this.#lost[row]!;
  }

  #grow(length: number): void {
    this.#clock = grownFloats(this.#clock, length);
    this.#lost = grownFloats(this.#lost, length);
    this.#sinceUs = grownFloats(this.#sinceUs, length);
    this.#integral = grownFloats(this.#integral, length);
    this.#integralLost = grownFloats(this.#integralLost, length);
    this.#changedUs = grownFloats(this.#changedUs, length);
    this.#ceiling = grownFloats(this.#ceiling, length);
    this.stale = grownInts(this.stale, length);
    this.#isStale = grownBytes(this.#isStale, length);
    this.#isExact = grownBytes(this.#isExact, length);
  }
}
