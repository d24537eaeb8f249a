/**
 * The input and output of one weighted max-min solve, as typed columns.
 *
 * Flows and resources are row numbers into the columns. The path of flow f is the entries
 * `pathStart[f] … pathStart[f] + pathLength[f] - 1` of `pathResource` and `pathCoefficient`; no resource
 * stands twice in one path and every coefficient is above 0. Columns may be longer than needed.
 */
export interface MaxMinProblem {
  /** The rows that take part, in rising order of cap / weight (no cap: Infinity, last). */
  flows: Int32Array;
  flowCount: number;
  pathStart: Int32Array;
  pathLength: Int32Array;
  pathResource: Int32Array;
  /** Units of the resource consumed per unit of rate. */
  pathCoefficient: Float64Array;
  /** Above 0. Flows with the same bottleneck have rates in proportion to their weights. */
  weight: Float64Array;
  /** Largest rate of the flow, units per second, 0 or more; Infinity for none. */
  cap: Float64Array;
  /** Units per second, 0 or more, finite. */
  capacity: Float64Array;
  /** Every resource row is below this. */
  resourceCount: number;
  /** Output, units per second, one entry per flow row; other rows are left alone. */
  rate: Float64Array;
  /** Output: coefficient x rate summed over the flows that cross; resources without flows are left alone. */
  used: Float64Array;
}

/** The rows that a solve may have changed. The arrays belong to the solver and are valid until its next solve. */
export interface Touched {
  flows: Int32Array;
  flowCount: number;
  resources: Int32Array;
  resourceCount: number;
}

/** A solver. The columns of the problem object may be replaced by longer ones between two solves. */
export interface MaxMinSolver {
  solve(problem: MaxMinProblem): Touched;
}
