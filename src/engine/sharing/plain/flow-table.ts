import { grownBytes, grownFloats, grownInts } from '../../column.ts';
import type { FlowRequest } from '../flows.ts';
import type { MaxMinProblem } from '../max-min-problem.ts';

/** `ending`: the flow finishes at the instant at which it was opened, without sharing anything. */
export const FlowState = { free: 0, flowing: 1, ending: 2 } as const;

const FIRST_ROWS = 16;
const FIRST_STRIDE = 4;

/**
 * One row per open flow, in columns; rows are reused. The columns that a solver reads are those of `problem`, the others
 * are here. Every path has room for the same number of entries (`#stride`), which grows with the longest path.
 */
export class FlowTable {
  readonly problem: MaxMinProblem;
  /** Units left at `sinceUs`. */
  remaining = new Float64Array(FIRST_ROWS);
  /** Units per second since `sinceUs`. */
  rate = new Float64Array(FIRST_ROWS);
  sinceUs = new Float64Array(FIRST_ROWS);
  /** Number of the opening, rising. */
  sequence = new Float64Array(FIRST_ROWS);
  tag = new Float64Array(FIRST_ROWS);
  state = new Uint8Array(FIRST_ROWS);
  /** Number of rows ever used; all rows are below. */
  rows = 0;
  /** Number of open flows. */
  size = 0;

  #level = new Float64Array(FIRST_ROWS);
  #free = new Int32Array(FIRST_ROWS);
  #freeCount = 0;
  #stride = FIRST_STRIDE;
  #opened = 0;

  constructor() {
    this.problem = {
      flows: new Int32Array(FIRST_ROWS),
      flowCount: 0,
      pathStart: new Int32Array(FIRST_ROWS),
      pathLength: new Int32Array(FIRST_ROWS),
      pathResource: new Int32Array(FIRST_ROWS * FIRST_STRIDE),
      pathCoefficient: new Float64Array(FIRST_ROWS * FIRST_STRIDE),
      weight: new Float64Array(FIRST_ROWS),
      cap: new Float64Array(FIRST_ROWS),
      capacity: new Float64Array(0),
      resourceCount: 0,
      rate: new Float64Array(FIRST_ROWS),
      used: new Float64Array(0),
    };
  }

  /** Takes a row and fills it, as `ending`; the request must be valid. */
  take(request: FlowRequest, nowUs: number): number {
    if (this.#freeCount === 0 && this.rows === this.state.length) this.#grow(this.rows * 2, this.#stride);
    const { length = request.resources.length } = request;
    if (length > this.#stride) this.#grow(this.state.length, length * 2);
    const row = this.#freeCount > 0 ? this.#free[--this.#freeCount]! : this.rows++;
    const problem = this.problem;
    problem.weight[row] = request.weight ?? 1;
    problem.cap[row] = request.cap ?? Number.POSITIVE_INFINITY;
    problem.rate[row] = 0;
    this.#level[row] = problem.cap[row]! / problem.weight[row]!;
    this.remaining[row] = request.amount;
    this.rate[row] = 0;
    this.sinceUs[row] = nowUs;
    this.sequence[row] = this.#opened++;
    this.tag[row] = request.tag;
    this.state[row] = FlowState.ending;
    this.#writePath(row, request, length);
    this.size++;
    return row;
  }

  /** Adds a row to those that share resources, in the order of `problem.flows`. */
  enlist(row: number): void {
    const problem = this.problem;
    const place = this.#placeOf(row);
    problem.flows.copyWithin(place + 1, place, problem.flowCount);
    problem.flows[place] = row;
    problem.flowCount++;
    this.state[row] = FlowState.flowing;
  }

  /** Frees a row. */
  release(row: number): void {
    if (this.state[row] === FlowState.flowing) {
      const problem = this.problem;
      const place = this.#placeOf(row);
      problem.flows.copyWithin(place, place + 1, problem.flowCount);
      problem.flowCount--;
    }
    this.state[row] = FlowState.free;
    this.#free[this.#freeCount++] = row;
    this.size--;
  }

  /** The position of a row in the order (cap / weight, opening), whether it is listed or not. */
  #placeOf(row: number): number {
    const flows = this.problem.flows;
    const level = this.#level[row]!;
    const sequence = this.sequence[row]!;
    let low = 0;
    let high = this.problem.flowCount;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = flows[middle]!;
      const otherLevel = this.#level[other]!;
      const before = otherLevel < level || (otherLevel === level && this.sequence[other]! < sequence);
      if (before) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Writes the path without entries of coefficient 0, and each resource once. */
  #writePath(row: number, request: FlowRequest, length: number): void {
    const { pathStart, pathLength, pathResource, pathCoefficient } = this.problem;
    const start = row * this.#stride;
    let end = start;
    for (let i = 0; i < length; i++) {
      const resource = request.resources[i]!;
      const coefficient = request.coefficients[i]!;
      if (coefficient === 0) continue;
      let at = start;
      while (at < end && pathResource[at] !== resource) at++;
      if (at < end) {
        pathCoefficient[at] = pathCoefficient[at]! + coefficient;
      } else {
        pathResource[end] = resource;
        pathCoefficient[end++] = coefficient;
      }
    }
    pathStart[row] = start;
    pathLength[row] = end - start;
  }

  #grow(rows: number, stride: number): void {
    const problem = this.problem;
    const pathResource = new Int32Array(rows * stride);
    const pathCoefficient = new Float64Array(rows * stride);
    for (let row = 0; row < this.rows; row++) {
      const start = problem.pathStart[row]!;
      const end = start + problem.pathLength[row]!;
      pathResource.set(problem.pathResource.subarray(start, end), row * stride);
      pathCoefficient.set(problem.pathCoefficient.subarray(start, end), row * stride);
      problem.pathStart[row] = row * stride;
    }
    problem.pathResource = pathResource;
    problem.pathCoefficient = pathCoefficient;
    this.#stride = stride;
    problem.flows = grownInts(problem.flows, rows);
    problem.pathStart = grownInts(problem.pathStart, rows);
    problem.pathLength = grownInts(problem.pathLength, rows);
    problem.weight = grownFloats(problem.weight, rows);
    problem.cap = grownFloats(problem.cap, rows);
    problem.rate = grownFloats(problem.rate, rows);
    this.remaining = grownFloats(this.remaining, rows);
    this.rate = grownFloats(this.rate, rows);
    this.sinceUs = grownFloats(this.sinceUs, rows);
    this.sequence = grownFloats(this.sequence, rows);
    this.tag = grownFloats(this.tag, rows);
    this.state = grownBytes(this.state, rows);
    this.#level = grownFloats(this.#level, rows);
    this.#free = grownInts(this.#free, rows);
  }
}
