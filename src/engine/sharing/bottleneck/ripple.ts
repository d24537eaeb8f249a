import type { Couplings } from './couplings.ts';
import type { LevelClocks } from './level-clocks.ts';
import type { LevelOrder } from './level-order.ts';
import type { LevelState } from './level-state.ts';
import type { SpareRoom } from './spare-room.ts';

/** Levels that differ by less are the same level told with other roundings: nothing moves for it. */
const SAME = 1e-15;

/**
 * How most changes spread: the level of a full resource moves by a little, whom it holds back stays the same, and the full
 * resources that these cross have more or less left. Then its level is what the others leave over what it holds back, and they
 * need not be asked one by one: what each took is known, and whoever moves adds the difference.
 */
export class Ripple {
  /** How many more resources may be filled. */
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

  /** Fills marked resources again, the lowest first; returns the first that may hold back others than before, or -1: none is left. */
  run(): number {
    const couplings = this.#couplings;
    const order = this.#order;
    const { level, capacity } = this.#state;
    const { heldLoad, taken } = couplings;
    // No column is replaced while levels shift.
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
      // The same classes as before go at another level.
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
