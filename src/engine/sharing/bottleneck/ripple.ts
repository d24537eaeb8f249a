import type { Couplings } from './couplings.ts';
import type { LevelClocks } from './level-clocks.ts';
import type { LevelOrder } from './level-order.ts';
import type { LevelState } from './level-state.ts';
import type { SpareRoom } from './spare-room.ts';

/** Levels with a relative difference below this differ by rounding errors alone, so such a change is not passed on. */
const SAME = 1e-15;

/**
 * The fast path of a search (see Levels), for the most frequent kind of change: a level shifts a little, and no class gets
 * another holder. Then the level is simply (capacity - taken) / heldLoad (see Couplings), and a shift by d changes `taken`
 * of each full resource that is coupled with it by take x d. A visit costs one division and an addition per coupling,
 * however many classes there are. Whether all classes keep their holders is decided by comparing the new level with its
 * neighbours in the order, the levels coupled with it, and the extreme caps.
 */
export class Ripple {
  /** How many more visits this search may make. */
  left = 0;
  readonly #state: LevelState;
  readonly #clocks: LevelClocks;
  readonly #couplings: Couplings;
  readonly #order: LevelOrder;
  readonly #room: SpareRoom;

  constructor(
    state: LevelState,
    clocks: LevelClocks,
    couplings: Couplings,
    order: LevelOrder,
    room: SpareRoom,
  ) {
    this.#state = state;
    this.#clocks = clocks;
    this.#couplings = couplings;
    this.#order = order;
    this.#room = room;
  }

  /** Visits marked resources, the lowest first. Returns the first one that needs a full visit; -1: none is marked any more. */
  run(): number {
    const couplings = this.#couplings;
    const order = this.#order;
    const { level, capacity } = this.#state;
    const { heldLoad, taken } = couplings;
    // No column is replaced by a longer one within this method.
    const { fromLists, fromResource, fromTake, toFull } = couplings.table;
    const { start } = fromLists;
    const { ceiling } = this.#room;
    for (;;) {
      const row = order.next();
      if (row < 0 || --this.left < 0) return row;
      const perLevel = heldLoad.of(row);
      if (perLevel === 0) return row;
      let others = taken.of(row);
      if (Number.isNaN(others)) others = couplings.takenAnew(row);
      const before = level[row]!;
      const fresh = Math.max(0, (capacity[row]! - others) / perLevel);
      if (!(Math.abs(fresh - before) > SAME * before)) continue;
      const keepsPlace = order.keepsPlace(row, level, fresh);
      if (!keepsPlace && !couplings.keepsOrderAt(row, before, fresh)) return row;
      if (!couplings.keepsCapsAt(row, before, fresh)) return row;
      // All classes keep their holders: only the level changes.
      this.#clocks.levelChanges(row, fresh);
      level[row] = fresh;
      if (!keepsPlace) order.changed(row, level);
      if (fresh > ceiling[row]!) this.#room.passCeiling(row);
      const by = fresh - before;
      const end = start[row]! + toFull[row]!;
      for (let i = start[row]!; i < end; i++) {
        const other = fromResource[i]!;
        taken.addSmall(other, fromTake[i]! * by);
        order.mark(other);
      }
    }
  }
}
