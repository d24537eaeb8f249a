import type { DesignCost } from './design-cost.ts';
import type { Trial } from './trial.ts';

/** A design of the grid that may be chosen. */
export interface Candidate {
  /** For every axis, the index of its value. */
  readonly row: readonly number[];
  readonly cost: DesignCost;
  readonly trial: Trial;
}

/** By cost; at equal cost by position in the grid: smaller indices of the first axis first, then of the second. */
export function cheapestFirst(a: Candidate, b: Candidate): number {
  if (a.cost.total !== b.cost.total) return a.cost.total - b.cost.total;
  const axis = a.row.findIndex((value, i) => value !== b.row[i]);
  return axis < 0 ? 0 : a.row[axis]! - b.row[axis]!;
}
