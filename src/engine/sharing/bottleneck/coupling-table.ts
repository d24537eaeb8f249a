import { grownBytes, grownFloats, grownInts } from '../../column.ts';
import { IdLists } from './id-lists.ts';
import { addKept } from './kept-sums.ts';
import { Stretches } from './stretches.ts';

const NONE = -1;

// The columns of a coupling that are doubles. What one unit of the holder's level takes of the resource, and what rounding has
// left out of that.
const TAKE = 0;
const LOST = 1;
/** The integral of the holder's level up to which it is counted what was moved. */
const COUNTED = 2;
/** Up to which level of the holder a resource with room has room. */
const CEILING = 3;
const WIDTH = 4;

/**
 * Who is coupled with whom: a holder with another resource that classes cross which it holds back. One row per pair; each
 * resource lists those that lead to it, each holder those that lead from it, to full resources first.
 */
export class CouplingTable {
  // One per coupling.
  holder = new Int32Array(64);
  resource = new Int32Array(64);
  classes = new Int32Array(64);
  #doubles = new Float64Array(64 * WIDTH);
  /** Where it stands in the list of its resource, and in that of its holder. */
  #placeInto = new Int32Array(64);
  #placeFrom = new Int32Array(64);
  #rows = 0;
  readonly #free: number[] = [];
  // One list per resource: the couplings that lead to it.
  readonly into = new IdLists();
  // One list per holder: those that lead from it.
  readonly fromLists = new Stretches();
  from = new Int32Array(256);
  /** Beside each of these its resource and its take, since a level that changes goes through the whole list. */
  fromResource = new Int32Array(256);
  fromTake = new Float64Array(256);
  /** By holder: so many of these, the first ones, lead to full resources. */
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

  /** The coupling of these two, made where there is none: one without classes. */
  between(holder: number, resource: number): number {
    const found = this.#find(holder, resource);
    return found === NONE ? this.#make(holder, resource) : found;
  }

  /** The loads of its classes: what one unit of the holder's level takes of the resource. */
  take(id: number): number {
    return this.#doubles[id * WIDTH + TAKE]!;
  }

  /** So much load comes to a coupling, or goes. */
  add(id: number, load: number): void {
    addKept(this.#doubles, id * WIDTH + TAKE, load);
    this.fromTake[this.fromLists.start[this.holder[id]!]! + this.#placeFrom[id]!] = this.take(id);
  }

  /** What its classes have moved through the resource, since that was counted last, until the holder's level has come so far. */
  count(id: number, integral: number): number {
    const at = id * WIDTH;
    const come = integral - this.#doubles[at + COUNTED]!;
    this.#doubles[at + COUNTED] = integral;
    return this.#doubles[at + TAKE]! * come;
  }

  /** Up to which level of the holder a resource with room has room. */
  ceiling(id: number): number {
    return this.#doubles[id * WIDTH + CEILING]!;
  }

  setCeiling(id: number, level: number): void {
    this.#doubles[id * WIDTH + CEILING] = level;
  }

  /** A coupling is no more. */
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

  /** The resource has become full, or is so no more. */
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

  /** Looks through the shorter list. */
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

  /** Brings a coupling to the end of those to full resources, or behind it; whoever stood there comes to where it was. */
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
