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
    const { heldLoad, taken, top } = couplings;
    for (;;) {
      const row = order.next();
      if (row < 0 || --this.left < 0) return row;
      const perLevel = heldLoad.sum[row]!;
      if (perLevel === 0) return row;
      let others = taken.sum[row]!;
      if (Number.isNaN(others)) others = couplings.takenAnew(row);
      let fresh = Math.max(0, (capacity[row]! - others) / perLevel);
      if (fresh < top[row]!) {
        // They may have gone down since that was known.
        fresh = Math.max(0, (capacity[row]! - couplings.takenAnew(row)) / perLevel);
        if (fresh < top[row]!) return row;
      }
      const before = level[row]!;
      if (fresh > before && !this.#holdsAllAt(row, fresh)) return row;
      if (Math.abs(fresh - before) > SAME * before) this.#shift(row, before, fresh);
    }
  }

  /** Whether everybody whom the resource holds back would be held back at a higher level, too. */
  #holdsAllAt(row: number, fresh: number): boolean {
    if (this.#couplings.heldCapOf(row) < fresh) return false;
    const { fromLists, from, toFull, resource } = this.#couplings.table;
    const { level } = this.#state;
    const start = fromLists.start[row]!;
    const end = start + toFull[row]!;
    for (let i = start; i < end; i++) if (level[resource[from[i]!]!]! < fresh) return false;
    return true;
  }

  /** The same classes as before go at another level. */
  #shift(row: number, before: number, fresh: number): void {
    const { taken, top, table } = this.#couplings;
    const { fromLists, from, toFull, resource, take } = table;
    const { level } = this.#state;
    const order = this.#order;
    this.#clocks.levelChanges(row, fresh);
    level[row] = fresh;
    order.changed(row, level);
    const by = fresh - before;
    if (fresh > this.#room.ceiling[row]!) this.#room.passCeiling(row);
    const start = fromLists.start[row]!;
    const end = start + toFull[row]!;
    for (let i = start; i < end; i++) {
      const id = from[i]!;
      const other = resource[id]!;
      taken.add(other, take.sum[id]! * by);
      if (fresh > top[other]!) top[other] = fresh;
      order.mark(other);
    }
  }
}
