import { grownBytes, grownFloats, grownInts } from '../../column.ts';
import { IdLists } from './id-lists.ts';
import { addKept } from './kept-sums.ts';
import { Stretches } from './stretches.ts';

const NONE = -1;

// The columns of a coupling that are doubles. TAKE is what one unit of the holder's level takes of the resource, LOST the
// rounding error of that sum (see kept-sums.ts).
const TAKE = 0;
const LOST = 1;
/** The integral of the holder's level at the last count of what has moved. */
const COUNTED = 2;
/** Up to this level of the holder a resource with room is certain to have room; see SpareRoom. */
const CEILING = 3;
const WIDTH = 4;

/**
 * The couplings between resources: a sparse matrix of what one resource's level takes of another. A coupling leads from a
 * holder to another resource that is crossed by classes that the holder holds back. When the level of the holder changes
 * by d, the load on the resource changes by take x d, where take is the sum of coefficient x weight over the flows of
 * those classes.
 *
 * One row per coupling. Each resource lists the couplings that lead into it; each holder lists those that lead from it,
 * the ones to full resources first, since only those have a level that may have to change.
 */
export class CouplingTable {
  // One per coupling.
  holder = new Int32Array(64);
  resource = new Int32Array(64);
  classes = new Int32Array(64);
  #doubles = new Float64Array(64 * WIDTH);
  /** Its position in the list of its resource, and in that of its holder. */
  #placeInto = new Int32Array(64);
  #placeFrom = new Int32Array(64);
  #rows = 0;
  readonly #free: number[] = [];
  // One list per resource: the couplings that lead into it.
  readonly into = new IdLists();
  // One list per holder: the couplings that lead from it, in `from`.
  readonly fromLists = new Stretches();
  from = new Int32Array(256);
  /** Copies of the resource and the take of each entry of `from`, since a change of level goes through the whole list. */
  fromResource = new Int32Array(256);
  fromTake = new Float64Array(256);
  /** By holder: how many entries of its list lead to full resources; they come first. */
  toFull = new Int32Array(16);
  #isFull = new Uint8Array(16);

  addResource(row: number): void {
    if (row >= this.toFull.length) {
      this.toFull = grownInts(this.toFull, row * 2);
      this.#isFull = grownBytes(this.#isFull, row * 2);
    }
    this.into.addRow(row);
    this.fromLists.addRow(row);
    this.toFull[row] = 0;
    this.#isFull[row] = 0;
  }

  /** The coupling of these two; where there is none, a new one without classes. */
  between(holder: number, resource: number): number {
    const found = this.#find(holder, resource);
    return found === NONE ? this.#make(holder, resource) : found;
  }

  /** What one unit of the holder's level takes of the resource: the sum of the loads of its classes. */
  take(id: number): number {
    return this.#doubles[id * WIDTH + TAKE]!;
  }

  /** Adds load to a coupling; negative: removes it. */
  add(id: number, load: number): void {
    addKept(this.#doubles, id * WIDTH + TAKE, load);
    this.fromTake[this.fromLists.start[this.holder[id]!]! + this.#placeFrom[id]!] = this.take(id);
  }

  /** What its classes have moved through the resource since the last call; `integral`: of the holder's level, now. */
  count(id: number, integral: number): number {
    const at = id * WIDTH;
    const come = integral - this.#doubles[at + COUNTED]!;
    this.#doubles[at + COUNTED] = integral;
    return this.#doubles[at + TAKE]! * come;
  }

  /** Up to this level of the holder a resource with room is certain to have room. */
  ceiling(id: number): number {
    return this.#doubles[id * WIDTH + CEILING]!;
  }

  setCeiling(id: number, level: number): void {
    this.#doubles[id * WIDTH + CEILING] = level;
  }

  /** Removes a coupling that has lost its last class. */
  drop(id: number): void {
    const { from, fromLists } = this;
    const resource = this.resource[id]!;
    const place = this.#placeInto[id]!;
    this.#placeInto[this.into.takeOut(resource, place)] = place;
    const holder = this.holder[id]!;
    if (this.#isFull[resource] === 1) this.#moveAcross(holder, id, false);
    const lastFrom = fromLists.count[holder]! - 1;
    fromLists.count[holder] = lastFrom;
    this.#put(holder, this.#placeFrom[id]!, from[fromLists.start[holder]! + lastFrom]!);
    this.#free.push(id);
  }

  /** The resource has become full, or has ceased to be. */
  fullnessChanges(resource: number, isFull: boolean): void {
    if (isFull === (this.#isFull[resource] === 1)) return;
    this.#isFull[resource] = isFull ? 1 : 0;
    const start = this.into.start[resource]!;
    const end = start + this.into.count[resource]!;
    for (let i = start; i < end; i++) {
      const id = this.into.ids[i]!;
      const holder = this.holder[id]!;
      this.#moveAcross(holder, id, isFull);
    }
  }

  /** Searches the shorter of the two lists that contain the coupling. */
  #find(holder: number, resource: number): number {
    const { fromLists, into } = this;
    if (fromLists.count[holder]! < into.count[resource]!) {
      const start = fromLists.start[holder]!;
      const end = start + fromLists.count[holder]!;
      for (let i = start; i < end; i++) if (this.fromResource[i] === resource) return this.from[i]!;
      return NONE;
    }
    const start = into.start[resource]!;
    const end = start + into.count[resource]!;
    for (let i = start; i < end; i++) if (this.holder[into.ids[i]!] === holder) return into.ids[i]!;
    return NONE;
  }

  #make(holder: number, resource: number): number {
    const id = this.#free.pop() ?? this.#rows++;
    if (id >= this.holder.length) this.#grow(id * 2);
    this.#doubles[id * WIDTH + TAKE] = 0;
    this.#doubles[id * WIDTH + LOST] = 0;
    this.holder[id] = holder;
    this.resource[id] = resource;
    this.classes[id] = 0;
    this.#placeInto[id] = this.into.append(resource, id);
    this.#listFrom(holder, id);
    if (this.#isFull[resource] === 1) this.#moveAcross(holder, id, true);
    return id;
  }

  /** Moves a coupling into the part of the list for full resources, or out of it, by a swap at the boundary. */
  #moveAcross(holder: number, id: number, isFull: boolean): void {
    const before = this.toFull[holder]!;
    const place = isFull ? before : before - 1;
    this.toFull[holder] = isFull ? before + 1 : before - 1;
    this.#put(holder, this.#placeFrom[id]!, this.from[this.fromLists.start[holder]! + place]!);
    this.#put(holder, place, id);
  }

  #listFrom(holder: number, id: number): void {
    const { fromLists } = this;
    const count = fromLists.count[holder]!;
    const before = fromLists.start[holder]!;
    const start = fromLists.reserve(holder, count + 1);
    if (fromLists.length > this.from.length) {
      this.from = grownInts(this.from, fromLists.length * 2);
      this.fromResource = grownInts(this.fromResource, fromLists.length * 2);
      this.fromTake = grownFloats(this.fromTake, fromLists.length * 2);
    }
    if (start !== before) {
      for (const column of [this.from, this.fromResource, this.fromTake])
        column.copyWithin(start, before, before + count);
    }
    this.#put(holder, count, id);
    fromLists.count[holder] = count + 1;
  }

  #put(holder: number, place: number, id: number): void {
    const at = this.fromLists.start[holder]! + place;
    this.from[at] = id;
    this.fromResource[at] = this.resource[id]!;
    this.fromTake[at] = this.take(id);
    this.#placeFrom[id] = place;
  }

  #grow(length: number): void {
    this.holder = grownInts(this.holder, length);
    this.resource = grownInts(this.resource, length);
    this.classes = grownInts(this.classes, length);
    this.#doubles = grownFloats(this.#doubles, length * WIDTH);
    this.#placeInto = grownInts(this.#placeInto, length);
    this.#placeFrom = grownInts(this.#placeFrom, length);
  }
}
