import { grownFloats, grownInts } from '../../column.ts';
import type { CouplingTable } from './coupling-table.ts';
import { ExtremeCaps } from './extreme-caps.ts';
import { US_PER_SECOND } from './finish-time.ts';
import { KeptSums } from './kept-sums.ts';
import type { LevelClocks, Time } from './level-clocks.ts';
import { CAP, type LevelState, NOT_FULL } from './level-state.ts';
import type { SpareRoom } from './spare-room.ts';

/**
 * Per resource, sums over the classes that cross it: those that the resource itself holds back, those at their caps, and,
 * per holder, those that other resources hold back (see CouplingTable). They are updated with every class that changes.
 *
 * With them the level of a full resource is (capacity - taken) / heldLoad, without looking at single classes: `heldLoad` is
 * what the classes that it holds back take per unit of its level, `taken` what all others take of it. Likewise, what has
 * moved through a resource follows from the integrals of the levels of a few holders.
 */
export class Couplings {
  readonly table: CouplingTable;
  // One per resource.
  /** Sum of the loads of the classes that it holds back: what they take per unit of its level. */
  readonly heldLoad = new KeptSums();
  /** Sum of the loads of the classes that other resources hold back. */
  readonly otherLoad = new KeptSums();
  /**
   * What the classes that it does not hold back itself take of a full resource, units per second; NaN: unknown. Ripple
   * adjusts it when it changes the level of another holder.
   */
  readonly taken = new KeptSums();
  /** The lowest cap of the classes that it holds back, and the highest of those at their caps. */
  readonly #held = new ExtremeCaps('lowest');
  readonly #capped = new ExtremeCaps('highest');
  /** What classes at their caps take, without those that have no cap, and how many of these there are: new ones only. */
  readonly #cappedTake = new KeptSums();
  #unbounded = new Int32Array(16);
  /** Until when the units that they have moved are included in `#moved`. */
  #cappedCountedUs = new Float64Array(16);
  /** Number of classes that other resources hold back. */
  #other = new Int32Array(16);
  /** Units moved by the classes that it does not hold back itself, as far as counted. */
  #moved = new Float64Array(16);
  // One per class, as the sums include it now: its number of members (0: not at all), and its holder.
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

  /** The resource has become full, or has ceased to be. */
  fullnessChanges(row: number, isFull: boolean): void {
    this.table.fullnessChanges(row, isFull);
    this.taken.set(row, Number.NaN);
  }

  /** The level of a resource has changed, and maybe the classes that it holds back: what others know of it is void. */
  levelLeaps(row: number): void {
    const { fromLists, fromResource, toFull } = this.table;
    const start = fromLists.start[row]!;
    const end = start + toFull[row]!;
    for (let i = start; i < end; i++) this.taken.set(fromResource[i]!, Number.NaN);
  }

  /** Sums up `taken` of the resource again; returns it. */
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

  /** Whether a change of its level passes no level that it is coupled with, so that all classes keep their holders. */
  keepsOrderAt(row: number, before: number, fresh: number): boolean {
    return fresh > before ? this.#isLowestAt(row, fresh) : this.#isHighestAt(row, fresh);
  }

  /** Whether a change of its level passes no cap: those of classes that it holds back stay above it, the others below. */
  keepsCapsAt(row: number, before: number, fresh: number): boolean {
    return fresh > before
      ? fresh <= this.#held.bound[row]! || fresh <= this.heldCapOf(row)
      : fresh >= this.#capped.bound[row]! || fresh >= this.cappedTopOf(row);
  }

  /** A class has another holder than before, or another number of members. */
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
    const { coefficient, pathLength, strideBits, weight } = classes;
    const start = c << strideBits;
    const end = start + pathLength[c]!;
    for (let at = start; at < end; at++) {
      const load = coefficient[at]! * weight[c]!;
      if (before > 0) this.#change(at, holderBefore, -load * before, stays ? 0 : -1);
      if (members > 0) this.#change(at, by, load * members, stays ? 0 : 1);
    }
  }

  /** The lowest cap of the classes that it holds back, as a level; Infinity without any. */
  heldCapOf(row: number): number {
    if (!this.#held.isKnown(row)) this.#held.seek(row, this.#capsOf(row, row));
    return this.#held.of(row);
  }

  /** What classes at their caps take of it, units per second. */
  cappedTakeOf(row: number): number {
    return this.#unbounded[row] === 0 ? this.#cappedTake.of(row) : Number.POSITIVE_INFINITY;
  }

  /** The highest cap of the classes at their caps, as a level; -Infinity without any. */
  cappedTopOf(row: number): number {
    if (!this.#capped.isKnown(row)) this.#capped.seek(row, this.#capsOf(row, CAP));
    return this.#capped.of(row);
  }

  /** Units moved since the last `countAnew` through a resource that holds no class back. */
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

  /** Starts counting what moves through it from 0. */
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

  /** Adds the load of an entry of a path under a holder, or removes it (negative), with its class (1, -1) or without. */
  #change(at: number, by: number, load: number, classes: 1 | 0 | -1): void {
    const { resource, capLevel, strideBits } = this.#state.classes;
    const row = resource[at]!;
    const cap = capLevel[at >> strideBits]!;
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
    // This also sets the count of a new coupling to now.
    this.#moved[row] = this.#moved[row]! + table.count(id, this.#clocks.integral(by));
    if (before === 0) this.#room.couple(id);
    this.#room.promise(row, load * table.ceiling(id));
    const left = before + classes;
    table.classes[id] = left;
    if (left === 0) table.drop(id);
    else table.add(id, load);
  }

  /** Whether no full resource that the classes it holds back cross has a level below this one. */
  #isLowestAt(row: number, fresh: number): boolean {
    const { fromLists, fromResource, toFull } = this.table;
    const { level } = this.#state;
    const start = fromLists.start[row]!;
    const end = start + toFull[row]!;
    for (let i = start; i < end; i++) if (level[fromResource[i]!]! < fresh) return false;
    return true;
  }

  /** Whether no other holder of classes that cross it has a level above this one. */
  #isHighestAt(row: number, fresh: number): boolean {
    const { into, holder } = this.table;
    const { level } = this.#state;
    const start = into.start[row]!;
    const end = start + into.count[row]!;
    for (let i = start; i < end; i++) if (level[holder[into.ids[i]!]!]! > fresh) return false;
    return true;
  }

  /** The caps of the classes that cross a resource and have this holder. */
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
