import { type LevelState, NOT_FULL } from './level-state.ts';

/**
 * The level of one resource, given the rates that its classes would have without it: the "advertised rate" of Charny,
 * Clark and Jain (ICC 1995). At level L a class takes load x min(L, elsewhere), so the level is the root of the sum of these
 * minus the capacity: the water-filling problem, a continuous quadratic knapsack in optimization.
 */
export class WaterFill {
  /** After `levelOf`: by entry of the resource, the rate per weight that its class would have without it. */
  elsewhere = new Float64Array(16);
  readonly #state: LevelState;

  constructor(state: LevelState) {
    this.#state = state;
  }

  /**
   * The level at which the resource is full; NOT_FULL where everything fits. Newton's method: classes with a rate not above
   * the current level keep it, the others share what is left equally by weight, which gives the next level. The sum is
   * concave and piecewise linear in the level, so from below the iterates rise monotonically to the root, and each step
   * passes at least one class: it ends after at most as many steps as classes.
   * @param from a lower bound of the answer
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
