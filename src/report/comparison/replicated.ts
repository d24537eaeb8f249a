import {
  compareDistributions,
  type ReplicatedOutcomes,
} from '../../experiment/statistics/distribution-comparison.ts';
import { pairedComparison } from '../../experiment/statistics/paired-comparison.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import type { Comparison } from './comparison.ts';

/** The results of all sides' replications, in addition to the first replication of each. */
export interface ReplicatedParts extends Required<Pick<Comparison, 'replicated' | 'distributions'>> {
  /** For each side its first replications, as many as every side has: the means are taken over these. */
  readonly outcomes: readonly (readonly Outcome[])[];
}

/** Every side must have at least two replications. */
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
