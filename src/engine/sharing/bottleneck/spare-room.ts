import { grownBytes, grownFloats, grownInts } from '../../column.ts';
import type { CouplingTable } from './coupling-table.ts';
import { type LevelState, NOT_FULL } from './level-state.ts';

/** This share of the room found by a look is reserved for rising levels, the rest for new flows. */
const FOR_RISES = 1 / 2;

/**
 * Which resources with room must be looked at, because they might have become full. A resource with room constrains no flow,
 * so its exact use is not tracked; instead, a look promises away the room that it finds. Part of it allows every level
 * coupled with the resource to rise by the same amount, its slack: each of those couplings gets a ceiling, the level plus
 * the slack. The rest is for new flows. While no level rises above its ceiling, and new flows take no more than was left
 * for them, the resource is certain to have room, and nothing is computed for it.
 */
export class SpareRoom {
  /** One per full resource: a lower bound of the ceilings of its couplings to resources with room. */
  ceiling = new Float64Array(16);
  readonly #state: LevelState;
  readonly #table: CouplingTable;
  // One per resource with room: units per second left for new flows, and by how much levels may rise.
  #left = new Float64Array(16);
  #slack = new Float64Array(16);
  #soon = new Int32Array(16);
  #soonCount = 0;
  #isSoon = new Uint8Array(16);

  constructor(state: LevelState, table: CouplingTable) {
    this.#state = state;
    this.#table = table;
  }

  addResource(row: number): void {
    if (row >= this.ceiling.length) {
      this.ceiling = grownFloats(this.ceiling, row * 2);
      this.#left = grownFloats(this.#left, row * 2);
      this.#slack = grownFloats(this.#slack, row * 2);
      this.#soon = grownInts(this.#soon, row * 2);
      this.#isSoon = grownBytes(this.#isSoon, row * 2);
    }
    this.ceiling[row] = NOT_FULL;
    this.#left[row] = 0;
    this.#slack[row] = 0;
  }

  /** The resource must be looked at. */
  lookSoon(row: number): void {
    if (this.#isSoon[row] === 1) return;
    this.#isSoon[row] = 1;
    this.#soon[this.#soonCount++] = row;
  }

  /** Removes a resource that must be looked at and returns it; -1: there is none. */
  next(): number {
    if (this.#soonCount === 0) return -1;
    const row = this.#soon[--this.#soonCount]!;
    this.#isSoon[row] = 0;
    return row;
  }

  /** A look has found room of so many units per second; a rise of all levels by 1 would take `perLevel` of it. */
  isThere(row: number, units: number, perLevel: number): void {
    const table = this.#table;
    const { into, holder } = table;
    const { level } = this.#state;
    const slack = perLevel > 0 ? (units * FOR_RISES) / perLevel : 0;
    this.#slack[row] = slack;
    this.#left[row] = units - slack * perLevel;
    const start = into.start[row]!;
    const end = start + into.count[row]!;
    for (let i = start; i < end; i++) {
      const id = into.ids[i]!;
      const by = holder[id]!;
      const highest = level[by]! + slack;
      table.setCeiling(id, highest);
      if (highest < this.ceiling[by]!) this.ceiling[by] = highest;
    }
  }

  /** The resource is full: it need not be looked at. */
  forget(row: number): void {
    this.#left[row] = Number.POSITIVE_INFINITY;
  }

  /** Gives a new coupling its ceiling. */
  couple(id: number): void {
    const { holder, resource } = this.#table;
    const { level } = this.#state;
    const by = holder[id]!;
    const row = resource[id]!;
    const highest = level[by]! + this.#slack[row]!;
    this.#table.setCeiling(id, highest);
    if (level[row] === NOT_FULL && highest < this.ceiling[by]!) this.ceiling[by] = highest;
  }

  /** Reserves room for load that takes at most so many units per second; negative: gives it back. */
  promise(row: number, units: number): void {
    const left = this.#left[row]! - units;
    this.#left[row] = left;
    if (left < 0) this.lookSoon(row);
  }

  /** The level of a full resource has passed its lowest ceiling: those with room whose ceiling it passed must be looked at. */
  passCeiling(row: number): void {
    const table = this.#table;
    const { fromLists, from, fromResource, toFull } = table;
    const level = this.#state.level[row]!;
    const start = fromLists.start[row]!;
    const end = start + fromLists.count[row]!;
    let lowest = NOT_FULL;
    for (let i = start + toFull[row]!; i < end; i++) {
      const highest = table.ceiling(from[i]!);
      if (highest < level) this.lookSoon(fromResource[i]!);
      else if (highest < lowest) lowest = highest;
    }
    this.ceiling[row] = lowest;
  }
}
