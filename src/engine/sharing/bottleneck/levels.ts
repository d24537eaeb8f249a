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

/** This share of a capacity does not count as room, as it may be a rounding error of the sums. */
const UNSURE = 1e-9;
/** After this many visits per resource, on average, a search starts over. */
const MOST_VISITS = 40;

/** Called before a resource becomes full or ceases to be. */
export interface FullnessListener {
  fullnessChanges(resource: number, isFull: boolean): void;
}

/**
 * Weighted max-min fair levels, updated incrementally from where a change was made.
 *
 * The fair allocation is the only state that is locally consistent at every resource (the bottleneck condition, see Flows):
 * every class goes at the lowest level of its path or at its cap, every resource with a finite level is exactly used up by
 * that, and every other one has room. So it can be found by local corrections. A full resource is visited: its level is
 * recomputed from the rates that its classes would have without it (WaterFill), classes join or leave it accordingly, and
 * the full resources that share classes with it are marked to be visited, too. Distributed algorithms for explicit-rate
 * flow control work like this (Charny, Clark and Jain, ICC 1995).
 *
 * A level depends on lower levels alone, so marked resources are visited in rising order of level (LevelOrder); then most
 * are visited once. Ripple is the fast path of a visit, for a level that shifts without changing the holder of any class.
 * SpareRoom says which resources with room might have become full. The iteration could still be long in the worst case, so
 * after too many visits the search starts over with plain progressive filling, which is certain to end.
 */
export class Levels {
  readonly state: LevelState;
  readonly clocks: LevelClocks;
  readonly couplings: Couplings;
  /** Number of searches that started over. */
  restarts = 0;

  readonly #classes: FlowClasses;
  readonly #listener: FullnessListener;
  /** The marked ones must be visited. */
  readonly #order = new LevelOrder();
  readonly #room: SpareRoom;
  readonly #fill: WaterFill;
  readonly #ripple: Ripple;
  readonly #mostVisits: number;

  /** `mostVisits`: visits per resource, on average, before a search starts over; for tests. */
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

  /** A class has got its first member (`isNew`), or one more. */
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

  /** Checks a resource that was not full: either it still has room, and how much, or it gets a level. */
  #look(row: number): void {
    if (this.state.level[row]! < NOT_FULL) return;
    const { couplings } = this;
    const capacity = this.state.capacity[row]!;
    const room = capacity - couplings.takenAnew(row);
    // Only classes that others hold back can become faster: those at their caps will not.
    if (room >= 0)
      this.#room.isThere(row, Math.max(0, room - UNSURE * capacity), couplings.otherLoad.of(row));
    else this.#fillAgain(row);
  }

  /** Visits a resource: finds its level from those of the others, and which classes it holds back. */
  #fillAgain(row: number): void {
    const capacity = this.state.capacity[row]!;
    const before = this.state.level[row]!;
    const perLevel = this.couplings.heldLoad.of(row);
    const taken = this.couplings.takenAnew(row);
    if (perLevel === 0 && taken <= capacity) {
      if (before < NOT_FULL) this.#isFullNoMore(row);
      return;
    }
    // A lower bound of the level: it counts what the others take now, and they may have to give up some of that.
    const from = perLevel > 0 ? Math.max(0, (capacity - taken) / perLevel) : 0;
    this.#settle(row, before, this.#fill.levelOf(row, from));
  }

  /** Sets the level of a resource, moves classes to it or from it, and marks the resources that this concerns. */
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
      // Whether it is full depends on a rounding error. It has no room to give, and another look would find the same.
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
      // Where two levels are equal, a class keeps its holder.
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
    // Only resources with a finite level are in the order.
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

  /** Marks the full resources that a class crosses, except `but`. */
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

  /** Solves from scratch by progressive filling, as ProgressiveFilling does: slower, but certain to end. */
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
      // Resources that were filled since have left more here: the key was a lower bound.
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
