import type { DesignCost } from './design-cost.ts';
import type { Trial } from './trial.ts';

/** A design of the grid on its way to be chosen. */
export interface Candidate {
  /** Of every axis the number of its value. */
  readonly row: readonly number[];
  readonly cost: DesignCost;
  readonly trial: Trial;
}

/** By cost; of equal ones by the grid: smaller numbers of the first axis first, then of the second. */
export function cheapestFirst(a: Candidate, b: Candidate): number {
  if (a.cost.total !== b.cost.total) return a.cost.total - b.cost.total;
  const axis = a.row.findIndex((value, i) => value !== b.row[i]);
  return axis < 0 ? 0 : a.row[axis]! - b.row[axis]!;
}
