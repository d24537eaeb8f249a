import { grownBytes, grownFloats, grownInts } from '../../column.ts';
import type { FlowClasses } from './flow-classes.ts';

/** In the place of a resource: held back by its own cap. */
export const CAP = -1;
/** The level of a resource that is not full. */
export const NOT_FULL = Number.POSITIVE_INFINITY;

/**
 * Who is held back by what. A full resource has a level: the rate per weight of every class that it holds back. A class
 * goes at the least of the levels on its path and of its own cap.
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

  /** A class comes into being, held back by what is full on its path as things stand. */
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

  /** Puts a class under a resource, at its level. */
  hold(c: number, row: number): void {
    this.holder[c] = row;
    this.noteMoved(c);
  }

  /** Lets a class go as fast as its cap and the rest of its path allow. */
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

  /** The level that a class would have without one of the resources of its path. */
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

  /** Whoever had to hear of moved classes has heard. */
  forgetMoved(): void {
    for (let i = 0; i < this.movedCount; i++) this.#isMoved[this.moved[i]!] = 0;
    this.movedCount = 0;
  }
}
