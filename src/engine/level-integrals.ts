import { grownFloats } from './column.ts';
import { type LevelState, NOT_FULL } from './level-state.ts';

const US_PER_SECOND = 1e6;

/** Whoever knows what time it is. */
export interface Time {
  /** The present instant, whole microseconds. */
  readonly nowUs: number;
}

/** How far the level of each resource has come while it was full: its integral over time, units per weight of a flow. */
export class LevelIntegrals {
  readonly #levels: LevelState;
  readonly #time: Time;
  // One per resource: the integral, what rounding has left out of it, and when it was brought up to date.
  #sum = new Float64Array(16);
  #lost = new Float64Array(16);
  #sinceUs = new Float64Array(16);

  constructor(levels: LevelState, time: Time) {
    this.#levels = levels;
    this.#time = time;
  }

  addResource(row: number): void {
    if (row >= this.#sum.length) {
      this.#sum = grownFloats(this.#sum, row * 2);
      this.#lost = grownFloats(this.#lost, row * 2);
      this.#sinceUs = grownFloats(this.#sinceUs, row * 2);
    }
    this.#sum[row] = 0;
    this.#lost[row] = 0;
    this.#sinceUs[row] = this.#time.nowUs;
  }

  /** The level is about to change. */
  levelChanges(row: number): void {
    const step = this.#stepOf(row);
    this.#sinceUs[row] = this.#time.nowUs;
    if (step === 0) return;
    const sum = this.#sum[row]! + step;
    this.#lost[row] = sum - this.#sum[row]! - step;
    this.#sum[row] = sum;
  }

  /** Up to now: at one instant the same to the last bit, however often the level changes in it. */
  of(row: number): number {
    return this.#sum[row]! + this.#stepOf(row);
  }

  #stepOf(row: number): number {
    const level = this.#levels.level[row]!;
    const passed = this.#time.nowUs - this.#sinceUs[row]!;
    if (passed === 0 || level === NOT_FULL) return 0;
    return (level * passed) / US_PER_SECOND - this.#lost[row]!;
  }
}
