import {
  compareDistributions,
  type ReplicatedOutcomes,
} from '../../experiment/statistics/distribution-comparison.ts';
import { pairedComparison } from '../../experiment/statistics/paired-comparison.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import type { Comparison } from './comparison.ts';

/** What replications of all sides say together, beside the first of each. */
export interface ReplicatedParts extends Required<Pick<Comparison, 'replicated' | 'distributions'>> {
  /** Of each side the first ones, as many as every side has: what the means are of. */
  readonly outcomes: readonly (readonly Outcome[])[];
}

/** Every side has two replications or more. */
export function replicatedParts(sides: readonly ReplicatedOutcomes[]): ReplicatedParts {
  const [first, ...others] = sides;
  const least = Math.min(...sides.map(({ outcomes }) => outcomes.length));
  const outcomes = sides.map((side) => side.outcomes.slice(0, least));
  return {
    outcomes,
    replicated: pairedComparison(outcomes),
    distributions: others.map((after) => compareDistributions(first!, after)),
  };
}
