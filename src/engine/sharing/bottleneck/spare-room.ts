import { grownBytes, grownFloats, grownInts } from '../../column.ts';
import type { CouplingTable } from './coupling-table.ts';
import { type LevelState, NOT_FULL } from './level-state.ts';

/** Of the room that a look finds, levels may take this part by rising; the rest is for those who come. */
const FOR_RISES = 1 / 2;

/**
 * Resources that are not full, and when they must be looked at again. What a look finds is promised: to each holder whose
 * classes cross the resource a ceiling, up to which its level may rise, and what is left to whoever comes. So nothing has
 * to be counted while levels go up and down below their ceilings, and one with much room costs nothing.
 */
export class SpareRoom {
  /** One per full resource: no coupling from it to a resource with room has a lower ceiling. */
  ceiling = new Float64Array(16);
  readonly #state: LevelState;
  readonly #table: CouplingTable;
  // One per resource with room: units per second that are not promised to anybody, and by how much levels may rise.
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

  /** Any amount more may be taken of it. */
  lookSoon(row: number): void {
    if (this.#isSoon[row] === 1) return;
    this.#isSoon[row] = 1;
    this.#soon[this.#soonCount++] = row;
  }

  /** A resource to look at; -1: none. */
  next(): number {
    if (this.#soonCount === 0) return -1;
    const row = this.#soon[--this.#soonCount]!;
    this.#isSoon[row] = 0;
    return row;
  }

  /** It has so many units per second left; those whom others hold back take `perLevel` more, when all levels rise by 1. */
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

  /** It is full. */
  forget(row: number): void {
    this.#left[row] = Number.POSITIVE_INFINITY;
  }

  /** A coupling has come into being. */
  couple(id: number): void {
    const { holder, resource } = this.#table;
    const { level } = this.#state;
    const by = holder[id]!;
    const row = resource[id]!;
    const highest = level[by]! + this.#slack[row]!;
    this.#table.setCeiling(id, highest);
    if (level[row] === NOT_FULL && highest < this.ceiling[by]!) this.ceiling[by] = highest;
  }

  /** Somebody comes who takes at most so many units per second, or, below 0, goes. */
  promise(row: number, units: number): void {
    const left = this.#left[row]! - units;
    this.#left[row] = left;
    if (left < 0) this.lookSoon(row);
  }

  /** The level of a full resource has risen above its ceiling. */
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
