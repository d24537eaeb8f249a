import { CouplingTable } from './coupling-table.ts';
import { Couplings } from './couplings.ts';
import type { FlowClasses } from './flow-classes.ts';
import { IdHeap } from './id-heap.ts';
import { LevelClocks, type Time } from './level-clocks.ts';
import { LevelOrder } from './level-order.ts';
import { LevelState, NOT_FULL } from './level-state.ts';
import { Ripple } from './ripple.ts';
import { SpareRoom } from './spare-room.ts';
import { WaterFill } from './water-fill.ts';

/** This much of a capacity is not counted as room: more than the roundings of what comes and goes amount to. */
const UNSURE = 1e-9;
/** More visits than this per resource in one search: begin anew, lowest level first. */
const MOST_VISITS = 40;

/** Hears of what is about to change. */
export interface FullnessListener {
  fullnessChanges(resource: number, isFull: boolean): void;
}

/**
 * Weighted max-min fair levels, brought up to date from where a change was made.
 *
 * Each full resource follows from the levels below its own alone, so whatever a change touches is filled again in rising
 * order of level, until nothing changes any more. Such a state is the one fair allocation: every class goes at the least
 * level of its path or at its cap, every resource with a level is full, every other one has room.
 */
export class Levels {
  readonly state: LevelState;
  readonly clocks: LevelClocks;
  readonly couplings: Couplings;
  /** Searches that had to begin anew. */
  restarts = 0;

  readonly #classes: FlowClasses;
  readonly #listener: FullnessListener;
  /** Marked are those that must be filled again. */
  readonly #order = new LevelOrder();
  readonly #room: SpareRoom;
  readonly #fill: WaterFill;
  readonly #ripple: Ripple;
  readonly #mostVisits: number;

  /** `mostVisits`: of one resource in one search, before it begins anew; for tests. */
  constructor(classes: FlowClasses, listener: FullnessListener, time: Time, mostVisits = MOST_VISITS) {
    this.#classes = classes;
    this.state = new LevelState(classes);
    this.#listener = listener;
    this.clocks = new LevelClocks(this.state, time);
    const table = new CouplingTable();
    this.#room = new SpareRoom(this.state, table);
    this.couplings = new Couplings(this.state, table, this.#room, this.clocks, time);
    this.#fill = new WaterFill(this.state);
    this.#ripple = new Ripple(this.state, this.clocks, this.couplings, this.#order, this.#room);
    this.#mostVisits = mostVisits;
  }

  addResource(row: number, capacity: number): void {
    this.state.addResource(row, capacity);
    this.clocks.addResource(row);
    this.couplings.addResource(row);
    this.#order.addResource(row);
    this.#room.addResource(row);
  }

  setCapacity(row: number, capacity: number): void {
    this.state.capacity[row] = capacity;
    const level = this.state.level[row]!;
    if (level < NOT_FULL) this.#order.mark(row);
    else this.#room.lookSoon(row);
  }

  /** A class has got its first member, or one more (`isNew` false). */
  joined(c: number, isNew: boolean): void {
    if (isNew) this.state.begin(c);
    this.couplings.classChanges(c, this.#classes.count[c]!);
    this.#markPath(c);
  }

  /** A class is about to lose a member. */
  leaves(c: number): void {
    this.couplings.classChanges(c, this.#classes.count[c]! - 1);
    this.#markPath(c);
  }

  /** Brings all levels up to date. */
  search(): void {
    const ripple = this.#ripple;
    ripple.left = this.#mostVisits * this.#classes.resources;
    for (;;) {
      for (let row = ripple.run(); row >= 0; row = ripple.run()) {
        if (ripple.left < 0) {
          this.#beginAnew();
          return;
        }
        this.#fillAgain(row);
      }
      const row = this.#room.next();
      if (row < 0) break;
      this.#look(row);
    }
  }

  /** A resource that was not full: is it still so, and for how long at least? */
  #look(row: number): void {
    if (this.state.level[row]! < NOT_FULL) return;
    const { couplings } = this;
    const capacity = this.state.capacity[row]!;
    const room = capacity - couplings.takenAnew(row);
    // Who goes at its cap will not go faster.
    if (room >= 0)
      this.#room.isThere(row, Math.max(0, room - UNSURE * capacity), couplings.otherLoad.of(row));
    else this.#fillAgain(row);
  }

  /** Finds the level of a resource as things stand and whom it holds back, and passes on what that changes. */
  #fillAgain(row: number): void {
    const capacity = this.state.capacity[row]!;
    const before = this.state.level[row]!;
    const perLevel = this.couplings.heldLoad.of(row);
    const taken = this.couplings.takenAnew(row);
    if (perLevel === 0 && taken <= capacity) {
      if (before < NOT_FULL) this.#isFullNoMore(row);
      return;
    }
    // Not above the answer: the others may have to give some of what they take.
    const from = perLevel > 0 ? Math.max(0, (capacity - taken) / perLevel) : 0;
    this.#settle(row, before, this.#fill.levelOf(row, from));
  }

  /** Some classes come under the resource, others leave it. */
  #settle(row: number, before: number, fresh: number): void {
    const { crossing, strideBits } = this.#classes;
    const { state } = this;
    const { ids } = crossing;
    const first = crossing.start[row]!;
    const count = crossing.count[row]!;
    const { elsewhere } = this.#fill;
    let changes = fresh !== before;
    this.#setLevel(row, fresh);
    if (fresh === NOT_FULL) {
      // Full or not by a rounding: no more than that is left, and another look would come to the same.
      if (before === NOT_FULL) this.#room.isThere(row, 0, 1);
      else this.#room.lookSoon(row);
    } else {
      this.#room.forget(row);
      if (fresh > this.#room.ceiling[row]!) this.#room.passCeiling(row);
    }
    for (let i = 0; i < count; i++) {
      const at = ids[first + i]!;
      const c = at >> strideBits;
      const wasHeld = state.holder[c] === row;
      // Of equals, whoever holds a class keeps it.
      const isHeld = elsewhere[i]! > fresh || (wasHeld && elsewhere[i] === fresh && fresh < NOT_FULL);
      if (isHeld) {
        if (!wasHeld) {
          state.hold(c, row);
          changes = true;
        }
      } else if (wasHeld) {
        state.free(c);
        this.#markPath(c, row);
      }
      if (isHeld !== wasHeld) this.couplings.classChanges(c, this.#classes.count[c]!);
    }
    if (!changes) return;
    const { fromLists, fromResource, toFull } = this.couplings.table;
    const start = fromLists.start[row]!;
    const end = start + toFull[row]!;
    for (let i = start; i < end; i++) this.#order.mark(fromResource[i]!);
  }

  #setLevel(row: number, fresh: number): void {
    const { level } = this.state;
    const isFull = fresh < NOT_FULL;
    const flips = isFull !== level[row]! < NOT_FULL;
    if (flips) this.#listener.fullnessChanges(row, isFull);
    this.clocks.levelChanges(row, fresh);
    level[row] = fresh;
    this.couplings.levelLeaps(row);
    // Without a level, as it was before, it stands nowhere in the order.
    if (!flips) {
      if (isFull) this.#order.changed(row, level);
      return;
    }
    if (isFull) this.#order.add(row, level);
    else this.#order.remove(row);
    this.couplings.fullnessChanges(row, isFull);
  }

  #isFullNoMore(row: number): void {
    this.#setLevel(row, NOT_FULL);
    this.#room.lookSoon(row);
  }

  /** The full resources that a class crosses must be filled again, but for one that is so. */
  #markPath(c: number, but = -1): void {
    const { strideBits, resource, pathLength } = this.#classes;
    const { level } = this.state;
    const start = c << strideBits;
    const end = start + pathLength[c]!;
    for (let at = start; at < end; at++) {
      const row = resource[at]!;
      if (row !== but && level[row]! < NOT_FULL) this.#order.mark(row);
    }
  }

  /** Fills everything from nothing, the lowest level first: slower, and certain to end. */
  #beginAnew(): void {
    this.restarts++;
    const { state } = this;
    const { classes } = state;
    const rows = classes.resources;
    this.#order.unmarkAll();
    for (let row = 0; row < rows; row++) if (state.level[row]! < NOT_FULL) this.#setLevel(row, NOT_FULL);
    for (let c = 0; c < classes.rows; c++) {
      if (classes.count[c] === 0) continue;
      state.free(c);
      this.couplings.classChanges(c, classes.count[c]!);
    }
    const work = new IdHeap();
    work.reserve(rows);
    for (let row = 0; row < rows; row++) {
      if (classes.crossing.count[row]! > 0) work.set(row, this.#fill.levelOf(row, 0));
    }
    while (work.firstKey() < NOT_FULL) {
      const row = work.first();
      const fresh = this.#fill.levelOf(row, 0);
      // Others have been filled meanwhile, which leaves more room here.
      if (fresh > work.firstKey()) work.set(row, fresh);
      else {
        work.remove(row);
        this.#settle(row, NOT_FULL, fresh);
      }
    }
    this.#order.unmarkAll();
    for (let row = 0; row < rows; row++) if (state.level[row] === NOT_FULL) this.#room.lookSoon(row);
  }
}
