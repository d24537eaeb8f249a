import { grownBytes, grownFloats, grownInts } from '../../column.ts';
import type { FlowClasses } from './flow-classes.ts';

/** Instead of a holder: the class is at its own cap. */
export const CAP = -1;
/** The level of a resource that is not full. */
export const NOT_FULL = Number.POSITIVE_INFINITY;

/**
 * An allocation: the levels of resources, and the holder of every class, which is its bottleneck. A full (saturated)
 * resource has a finite level, the rate per weight of every class that it holds back; any other has level Infinity. The
 * rate per weight of a class is the lowest level on its path, or its cap / weight if that is not above it.
 */
export class LevelState {
  /** One per resource. */
  level = new Float64Array(16).fill(NOT_FULL);
  capacity = new Float64Array(16);
  /** One per class: the resource that holds it back, or CAP. */
  holder = new Int32Array(16);
  /** Classes whose holder changed since `forgetMoved`, each once. */
  moved = new Int32Array(16);
  movedCount = 0;

  readonly classes: FlowClasses;
  #isMoved = new Uint8Array(16);

  constructor(classes: FlowClasses) {
    this.classes = classes;
  }

  addResource(row: number, capacity: number): void {
    if (row >= this.capacity.length) {
      const level = new Float64Array(row * 2).fill(NOT_FULL);
      level.set(this.level);
      this.level = level;
      this.capacity = grownFloats(this.capacity, row * 2);
    }
    this.capacity[row] = capacity;
    this.level[row] = NOT_FULL;
  }

  /** A class comes into being, and gets the holder that current levels give it. */
  begin(c: number): void {
    if (c >= this.holder.length) {
      this.holder = grownInts(this.holder, c * 2);
      this.moved = grownInts(this.moved, c * 2);
      this.#isMoved = grownBytes(this.#isMoved, c * 2);
    }
    this.free(c);
  }

  /** Rate per weight of a class. */
  levelOf(c: number): number {
    const holder = this.holder[c]!;
    return holder === CAP ? this.classes.capLevel[c]! : this.level[holder]!;
  }

  /** Makes a resource the holder of a class. */
  hold(c: number, row: number): void {
    this.holder[c] = row;
    this.noteMoved(c);
  }

  /** Gives a class the holder that its cap and the current levels on its path determine. */
  free(c: number): void {
    const { strideBits, resource, pathLength, capLevel } = this.classes;
    const start = c << strideBits;
    const end = start + pathLength[c]!;
    let least = capLevel[c]!;
    let holder = CAP;
    for (let at = start; at < end; at++) {
      const level = this.level[resource[at]!]!;
      if (level < least) {
        least = level;
        holder = resource[at]!;
      }
    }
    this.holder[c] = holder;
    this.noteMoved(c);
  }

  /** The rate per weight that a class would have if one resource of its path were not there. */
  levelWithout(c: number, row: number): number {
    const { strideBits, resource, pathLength, capLevel } = this.classes;
    const start = c << strideBits;
    const end = start + pathLength[c]!;
    let least = capLevel[c]!;
    for (let at = start; at < end; at++) {
      const other = resource[at]!;
      if (other !== row && this.level[other]! < least) least = this.level[other]!;
    }
    return least;
  }

  noteMoved(c: number): void {
    if (this.#isMoved[c] === 1) return;
    this.#isMoved[c] = 1;
    this.moved[this.movedCount++] = c;
  }

  /** Empties the list of moved classes. */
  forgetMoved(): void {
    for (let i = 0; i < this.movedCount; i++) this.#isMoved[this.moved[i]!] = 0;
    this.movedCount = 0;
  }
}
