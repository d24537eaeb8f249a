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
export function replicatedParts(given: readonly ReplicatedOutcomes[]): ReplicatedParts {
  const sides = withNights(given);
  const [first, ...others] = sides;
  const least = Math.min(...sides.map(({ outcomes }) => outcomes.length));
  const outcomes = sides.map((side) => side.outcomes.slice(0, least));
  return {
    outcomes,
    replicated: pairedComparison(outcomes),
    distributions: others.map((after) => compareDistributions(first!, after)),
  };
}

/**
 * Only runs of several nights have figures of nights. Where others are compared with such, their window is their only
 * night.
 */
function withNights(sides: readonly ReplicatedOutcomes[]): readonly ReplicatedOutcomes[] {
  const haveNights = ({ figures }: Outcome) => figures['nights.longestSeconds'] !== undefined;
  if (!sides.some(({ outcomes }) => outcomes.some(haveNights))) return sides;
  const completed = (outcome: Outcome): Outcome => {
    const seconds = outcome.figures['window.seconds'];
    if (haveNights(outcome) || seconds === undefined) return outcome;
    const nights = { 'nights.medianSeconds': seconds, 'nights.longestSeconds': seconds };
    return { ...outcome, figures: { ...outcome.figures, ...nights } };
  };
  return sides.map((side) => ({ ...side, outcomes: side.outcomes.map(completed) }));
}
