import { grownBytes, grownFloats, grownInts } from './column.ts';
import { CAP, type LevelState, NOT_FULL } from './level-state.ts';
import { Stretches } from './stretches.ts';

/**
 * Of each resource in short: what its classes take of it, and whom its level holds back. So a level that changes because
 * others did costs a look at those others, not at every class. What is said of a resource holds until its classes, their
 * holders or the set of full resources on their paths change; then it is told anew when it is asked for.
 */
export class Couplings {
  // One per resource.
  /** What one unit of its level takes: the loads of the classes that it holds back. */
  heldLoad = new Float64Array(16);
  /** The lowest cap of these, as a level. */
  heldCap = new Float64Array(16);
  /** What classes at their caps take of it, and the highest of those caps, as a level. */
  cappedTake = new Float64Array(16);
  cappedTop = new Float64Array(16);
  /** The loads of the classes that others hold back, in all. */
  otherLoad = new Float64Array(16);
  /** Where these stand one by one: who holds them back, and the load. */
  readonly others = new Stretches();
  otherHolder = new Int32Array(256);
  otherTake = new Float64Array(256);
  /** Where the other full resources stand that its held classes cross; one may stand there twice. */
  readonly links = new Stretches();
  link = new Int32Array(256);

  readonly #state: LevelState;
  #isStale = new Uint8Array(16);
  /** Links that are being gathered. */
  #gathered = new Int32Array(16);
  #gatheredCount = 0;

  constructor(state: LevelState) {
    this.#state = state;
  }

  addResource(row: number): void {
    if (row >= this.#isStale.length) this.#grow(row * 2);
    this.others.addRow(row);
    this.links.addRow(row);
    this.#isStale[row] = 1;
  }

  /** Something about this class is another: what is said of the resources on its path no longer holds. */
  classChanges(c: number): void {
    const { strideBits, resource, pathLength } = this.#state.classes;
    const start = c << strideBits;
    const end = start + pathLength[c]!;
    for (let at = start; at < end; at++) this.#isStale[resource[at]!] = 1;
  }

  /** Makes sure that what is said of a resource is so. */
  tell(row: number): void {
    if (this.#isStale[row] === 0) return;
    this.#isStale[row] = 0;
    const { entries, entryCount, load, strideBits, capLevel } = this.#state.classes;
    const { holder, fullOnPath } = this.#state;
    const list = entries[row]!;
    const count = entryCount[row]!;
    const start = this.#reserveOthers(row, count);
    let heldLoad = 0;
    let heldCap = NOT_FULL;
    let cappedTake = 0;
    let cappedTop = 0;
    let otherLoad = 0;
    let end = start;
    this.#gatheredCount = 0;
    for (let i = 0; i < count; i++) {
      const at = list[i]!;
      const c = at >> strideBits;
      const by = holder[c]!;
      const own = capLevel[c]!;
      if (by === row) {
        heldLoad += load[at]!;
        if (own < heldCap) heldCap = own;
        if (fullOnPath[c]! > 1) this.#gatherLinks(row, c);
      } else if (by === CAP) {
        cappedTake += load[at]! * own;
        if (own > cappedTop) cappedTop = own;
      } else {
        otherLoad += load[at]!;
        this.otherHolder[end] = by;
        this.otherTake[end++] = load[at]!;
      }
    }
    this.heldLoad[row] = heldLoad;
    this.heldCap[row] = heldCap;
    this.cappedTake[row] = cappedTake;
    this.cappedTop[row] = cappedTop;
    this.otherLoad[row] = otherLoad;
    this.others.count[row] = end - start;
    this.#writeLinks(row);
  }

  #reserveOthers(row: number, count: number): number {
    const start = this.others.reserve(row, count);
    if (this.others.length > this.otherHolder.length) {
      this.otherHolder = grownInts(this.otherHolder, this.others.length * 2);
      this.otherTake = grownFloats(this.otherTake, this.others.length * 2);
    }
    return start;
  }

  #gatherLinks(row: number, c: number): void {
    const { strideBits, resource, pathLength } = this.#state.classes;
    const { level } = this.#state;
    const start = c << strideBits;
    const end = start + pathLength[c]!;
    for (let at = start; at < end; at++) {
      const other = resource[at]!;
      if (other === row || level[other] === NOT_FULL) continue;
      if (this.#gatheredCount === this.#gathered.length)
        this.#gathered = grownInts(this.#gathered, this.#gatheredCount * 2);
      this.#gathered[this.#gatheredCount++] = other;
    }
  }

  #writeLinks(row: number): void {
    const count = this.#gatheredCount;
    const start = this.links.reserve(row, count);
    if (this.links.length > this.link.length) this.link = grownInts(this.link, this.links.length * 2);
    for (let i = 0; i < count; i++) this.link[start + i] = this.#gathered[i]!;
    this.links.count[row] = count;
  }

  #grow(length: number): void {
    this.heldLoad = grownFloats(this.heldLoad, length);
    this.heldCap = grownFloats(this.heldCap, length);
    this.cappedTake = grownFloats(this.cappedTake, length);
    this.cappedTop = grownFloats(this.cappedTop, length);
    this.otherLoad = grownFloats(this.otherLoad, length);
    this.#isStale = grownBytes(this.#isStale, length);
  }
}
