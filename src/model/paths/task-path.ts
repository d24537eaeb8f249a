import { STAGES, type Stage } from '../model.ts';

/** Rows of STAGES. */
export const StageRow = {
  source: 0,
  proxy: 1,
  network: 2,
  target: 3,
  throttling: 4,
} as const satisfies Record<Stage, number>;
export type StageRow = (typeof StageRow)[Stage];

const FIRST_ROOM = 16;

/** What one task's flow crosses, as columns with spare capacity. A path is meant to be cleared and filled again. */
export class TaskPath {
  // Per crossing: the resource row, its units per byte read, and its stage.
  resources = new Int32Array(FIRST_ROOM);
  coefficients = new Float64Array(FIRST_ROOM);
  stages = new Uint8Array(FIRST_ROOM);
  /** Number of crossings. */
  length = 0;
  /** The task's own limit in bytes read per second; Infinity: none. */
  cap = Number.POSITIVE_INFINITY;
  /** The task's limits by stage, for the load line. */
  readonly caps = new Float64Array(STAGES.length).fill(Number.POSITIVE_INFINITY);
  /** Links of the path, rows of `scenario.links`, unlimited ones included. */
  readonly links: number[] = [];
  /** Bytes that cross each of these links per byte read. */
  readonly linkUnits: number[] = [];

  clear(): void {
    this.length = 0;
    this.cap = Number.POSITIVE_INFINITY;
    for (let stage = 0; stage < STAGES.length; stage++) this.caps[stage] = Number.POSITIVE_INFINITY;
    if (this.links.length === 0) return;
    this.links.length = 0;
    this.linkUnits.length = 0;
  }

  add(stage: StageRow, resource: number, coefficient: number): void {
    const at = this.length++;
    if (at === this.resources.length) this.#grow(at * 2);
    this.resources[at] = resource;
    this.coefficients[at] = coefficient;
    this.stages[at] = stage;
  }

  limit(stage: StageRow, cap: number): void {
    if (!Number.isFinite(cap)) return;
    this.caps[stage] = Math.min(this.caps[stage]!, cap);
    this.cap = Math.min(this.cap, cap);
  }

  #grow(room: number): void {
    const { resources, coefficients, stages } = this;
    this.resources = new Int32Array(room);
    this.resources.set(resources);
    this.coefficients = new Float64Array(room);
    this.coefficients.set(coefficients);
    this.stages = new Uint8Array(room);
    this.stages.set(stages);
  }
}
