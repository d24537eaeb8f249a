import { grownFloats, grownInts } from '../../column.ts';
import type { CouplingTable } from './coupling-table.ts';
import { ExtremeCaps } from './extreme-caps.ts';
import { US_PER_SECOND } from './finish-time.ts';
import { KeptSums } from './kept-sums.ts';
import type { LevelClocks, Time } from './level-clocks.ts';
import { CAP, type LevelState, NOT_FULL } from './level-state.ts';
import type { SpareRoom } from './spare-room.ts';

/**
 * Of each resource in short: what its classes take of it, and whom its level holds back. So a level that changes because
 * others did follows from what these take, not from every class; and what moves through it follows from how far their holders
 * have come. It is kept up with every class that changes.
 */
export class Couplings {
  readonly table: CouplingTable;
  // One per resource.
  /** What one unit of its level takes: the loads of the classes that it holds back. */
  readonly heldLoad = new KeptSums();
  /** The loads of the classes that others hold back, in all. */
  readonly otherLoad = new KeptSums();
  /**
   * Of a full one, what all take that it does not hold back itself; NaN: to be summed anew. Whoever changes a level by a little
   * adds what that comes to.
   */
  readonly taken = new KeptSums();
  /** The classes that it holds back, and those at their caps. */
  readonly #held = new ExtremeCaps('lowest');
  readonly #capped = new ExtremeCaps('highest');
  /** What these take of it, without those that have none: so many, before a search has found who holds them back. */
  readonly #cappedTake = new KeptSums();
  #unbounded = new Int32Array(16);
  /** Up to when it is counted what these have moved. */
  #cappedCountedUs = new Float64Array(16);
  /** Classes that others hold back. */
  #other = new Int32Array(16);
  /** Units moved by all that it does not hold back itself, as far as they are counted. */
  #moved = new Float64Array(16);
  // One per class, as it is counted in at present: its members, 0: it is not; and who holds it back.
  #members = new Int32Array(16);
  #holder = new Int32Array(16);

  readonly #state: LevelState;
  readonly #room: SpareRoom;
  readonly #clocks: LevelClocks;
  readonly #time: Time;

  constructor(state: LevelState, table: CouplingTable, room: SpareRoom, clocks: LevelClocks, time: Time) {
    this.table = table;
    this.#state = state;
    this.#room = room;
    this.#clocks = clocks;
    this.#time = time;
  }

  addResource(row: number): void {
    if (row >= this.#moved.length) this.#grow(row * 2);
    this.table.addResource(row);
    for (const sums of [this.heldLoad, this.#cappedTake, this.otherLoad, this.taken]) {
      sums.reserve(row + 1);
      sums.clear(row);
    }
    for (const caps of [this.#held, this.#capped]) {
      caps.reserve(row + 1);
      caps.clear(row);
    }
    this.#unbounded[row] = 0;
    this.#other[row] = 0;
    this.countAnew(row);
  }

  /** The resource has become full, or is so no more. */
  fullnessChanges(row: number, isFull: boolean): void {
    this.table.fullnessChanges(row, isFull);
    this.taken.set(row, Number.NaN);
  }

  /** The level of a resource has changed by any amount, and maybe whom it holds back. */
  levelLeaps(row: number): void {
    const { fromLists, fromResource, toFull } = this.table;
    const start = fromLists.start[row]!;
    const end = start + toFull[row]!;
    for (let i = start; i < end; i++) this.taken.set(fromResource[i]!, Number.NaN);
  }

  /** What all take of the resource that it does not hold back itself. */
  takenAnew(row: number): number {
    const { table } = this;
    const { into, holder } = table;
    const { level } = this.#state;
    const start = into.start[row]!;
    const end = start + into.count[row]!;
    let taken = this.cappedTakeOf(row);
    for (let i = start; i < end; i++) {
      const id = into.ids[i]!;
      taken += table.take(id) * level[holder[id]!]!;
    }
    this.taken.set(row, taken);
    return taken;
  }

  /** Whether its level comes past none that it is coupled with. */
  keepsOrderAt(row: number, before: number, fresh: number): boolean {
    return fresh > before ? this.#isLowestAt(row, fresh) : this.#isHighestAt(row, fresh);
  }

  /** Whether no cap comes to lie on the other side of its level: of what it holds back none below, of the rest none above. */
  keepsCapsAt(row: number, before: number, fresh: number): boolean {
    return fresh > before
      ? fresh <= this.#held.bound[row]! || fresh <= this.heldCapOf(row)
      : fresh >= this.#capped.bound[row]! || fresh >= this.cappedTopOf(row);
  }

  /** A class has another holder, or other members: so many. */
  classChanges(c: number, members: number): void {
    const { classes, holder } = this.#state;
    if (c >= this.#members.length) {
      this.#members = grownInts(this.#members, c * 2);
      this.#holder = grownInts(this.#holder, c * 2);
    }
    const before = this.#members[c]!;
    const holderBefore = this.#holder[c]!;
    const by = holder[c]!;
    this.#members[c] = members;
    this.#holder[c] = by;
    const stays = before > 0 && members > 0 && by === holderBefore;
    if (stays && before === members) return;
    const { resource, coefficient, pathLength, strideBits, capLevel, weight } = classes;
    const cap = capLevel[c]!;
    const start = c << strideBits;
    const end = start + pathLength[c]!;
    for (let at = start; at < end; at++) {
      const row = resource[at]!;
      const load = coefficient[at]! * weight[c]!;
      if (before > 0) this.#change(row, at, holderBefore, -load * before, cap, stays ? 0 : -1);
      if (members > 0) this.#change(row, at, by, load * members, cap, stays ? 0 : 1);
    }
  }

  /** The lowest cap of the classes that it holds back, as a level; Infinity: none. */
  heldCapOf(row: number): number {
    if (!this.#held.isKnown(row)) this.#held.seek(row, this.#capsOf(row, row));
    return this.#held.of(row);
  }

  /** What classes at their caps take of it. */
  cappedTakeOf(row: number): number {
    return this.#unbounded[row] === 0 ? this.#cappedTake.of(row) : Number.POSITIVE_INFINITY;
  }

  /** The highest cap of the classes at their caps, as a level; -Infinity: there are none. */
  cappedTopOf(row: number): number {
    if (!this.#capped.isKnown(row)) this.#capped.seek(row, this.#capsOf(row, CAP));
    return this.#capped.of(row);
  }

  /** Units that were moved through it since they are counted, of a resource that holds nobody back. */
  movedThrough(row: number): number {
    const { table } = this;
    const { into, holder } = table;
    this.#countCapped(row);
    const start = into.start[row]!;
    const end = start + into.count[row]!;
    let moved = this.#moved[row]!;
    for (let i = start; i < end; i++) {
      const id = into.ids[i]!;
      moved += table.count(id, this.#clocks.integral(holder[id]!));
    }
    this.#moved[row] = moved;
    return moved;
  }

  /** What is moved from now on counts. */
  countAnew(row: number): void {
    this.movedThrough(row);
    this.#moved[row] = 0;
  }

  #countCapped(row: number): void {
    const { nowUs } = this.#time;
    const seconds = (nowUs - this.#cappedCountedUs[row]!) / US_PER_SECOND;
    this.#cappedCountedUs[row] = nowUs;
    this.#moved[row] = this.#moved[row]! + this.#cappedTake.of(row) * seconds;
  }

  /** So much load comes or goes at an entry of a path, with a class (1, -1) or without. */
  #change(row: number, at: number, by: number, load: number, cap: number, classes: 1 | 0 | -1): void {
    if (by === row) {
      count(this.#held, row, cap, classes);
      if (this.#held.count[row] === 0) this.heldLoad.clear(row);
      else this.heldLoad.add(row, load);
      return;
    }
    this.taken.set(row, Number.NaN);
    if (by === CAP) {
      count(this.#capped, row, cap, classes);
      this.#countCapped(row);
      if (this.#capped.count[row] === 0) this.#cappedTake.clear(row);
      else if (cap < NOT_FULL) this.#cappedTake.add(row, load * cap);
      if (cap < NOT_FULL) this.#room.promise(row, load * cap);
      else {
        this.#unbounded[row] = this.#unbounded[row]! + classes;
        if (load > 0) this.#room.lookSoon(row);
      }
    } else {
      this.#other[row] = this.#other[row]! + classes;
      if (this.#other[row] === 0) this.otherLoad.clear(row);
      else this.otherLoad.add(row, load);
      this.#changeOther(row, at, by, load, classes);
    }
  }

  #changeOther(row: number, at: number, by: number, load: number, classes: 1 | 0 | -1): void {
    const { table } = this;
    const { coupling } = this.#state.classes;
    const id = classes > 0 ? table.between(by, row) : coupling[at]!;
    coupling[at] = id;
    const before = table.classes[id]!;
    // Of a new one nothing is moved so far.
    this.#moved[row] = this.#moved[row]! + table.count(id, this.#clocks.integral(by));
    if (before === 0) this.#room.couple(id);
    this.#room.promise(row, load * table.ceiling(id));
    const left = before + classes;
    table.classes[id] = left;
    if (left === 0) table.drop(id);
    else table.add(id, load);
  }

  /** Whether no full resource that its classes cross has a lower level. */
  #isLowestAt(row: number, fresh: number): boolean {
    const { fromLists, fromResource, toFull } = this.table;
    const { level } = this.#state;
    const start = fromLists.start[row]!;
    const end = start + toFull[row]!;
    for (let i = start; i < end; i++) if (level[fromResource[i]!]! < fresh) return false;
    return true;
  }

  /** Whether nobody else who holds back classes that cross it has a higher level. */
  #isHighestAt(row: number, fresh: number): boolean {
    const { into, holder } = this.table;
    const { level } = this.#state;
    const start = into.start[row]!;
    const end = start + into.count[row]!;
    for (let i = start; i < end; i++) if (level[holder[into.ids[i]!]!]! > fresh) return false;
    return true;
  }

  /** Of the classes that cross a resource and have this holder. */
  #capsOf(row: number, by: number): number[] {
    const { crossing, strideBits, capLevel } = this.#state.classes;
    const start = crossing.start[row]!;
    const end = start + crossing.count[row]!;
    const caps: number[] = [];
    for (let i = start; i < end; i++) {
      const c = crossing.ids[i]! >> strideBits;
      if (this.#members[c]! > 0 && this.#holder[c] === by) caps.push(capLevel[c]!);
    }
    return caps;
  }

  #grow(length: number): void {
    this.#unbounded = grownInts(this.#unbounded, length);
    this.#other = grownInts(this.#other, length);
    this.#cappedCountedUs = grownFloats(this.#cappedCountedUs, length);
    this.#moved = grownFloats(this.#moved, length);
  }
}

function count(caps: ExtremeCaps, row: number, cap: number, classes: 1 | 0 | -1): void {
  if (classes > 0) caps.add(row, cap);
  else if (classes < 0) caps.remove(row, cap);
}
