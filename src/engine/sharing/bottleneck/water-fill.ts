import { type LevelState, NOT_FULL } from './level-state.ts';

/** The level of one resource, found from what its classes have elsewhere. */
export class WaterFill {
  /** After `levelOf`: by entry of the resource, the level that its class would have without it. */
  elsewhere = new Float64Array(16);
  readonly #state: LevelState;

  constructor(state: LevelState) {
    this.#state = state;
  }

  /**
   * The level at which the resource is full; NOT_FULL where all fits. Classes with less elsewhere keep it, the rest
   * shares what is left: Newton's method from below on a concave sum, so it rises step by step and ends.
   * @param from a level that is not above the answer
   */
  levelOf(row: number, from: number): number {
    const { classes, capacity } = this.#state;
    const { load, crossing } = classes;
    const { ids } = crossing;
    const start = crossing.start[row]!;
    const count = crossing.count[row]!;
    this.#lookElsewhere(row, start, count);
    const elsewhere = this.elsewhere;
    let level = from;
    for (;;) {
      let taken = 0;
      let perLevel = 0;
      for (let i = 0; i < count; i++) {
        const at = ids[start + i]!;
        if (elsewhere[i]! <= level) taken += load[at]! * elsewhere[i]!;
        else perLevel += load[at]!;
      }
      if (perLevel === 0) return taken <= capacity[row]! ? NOT_FULL : level;
      const next = (capacity[row]! - taken) / perLevel;
      if (!(next > level)) return level;
      level = next;
    }
  }

  #lookElsewhere(row: number, start: number, count: number): void {
    if (count > this.elsewhere.length) this.elsewhere = new Float64Array(count * 2);
    const state = this.#state;
    const { holder } = state;
    const { strideBits, crossing } = state.classes;
    const { ids } = crossing;
    for (let i = 0; i < count; i++) {
      const c = ids[start + i]! >> strideBits;
      this.elsewhere[i] = holder[c] === row ? state.levelWithout(c, row) : state.levelOf(c);
    }
  }
}
