import {
  compareDistributions,
  type DistributionComparison,
  type ReplicatedOutcomes,
} from '../../experiment/statistics/distribution-comparison.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import { type ReplicatedSide, replicateSide } from '../experiment/replicate-sides.ts';
import type { Io } from '../io.ts';
import { BaselineError } from './baselines.ts';

/** The new replications of a scenario, compared with the accepted ones. */
export interface JudgedReplications {
  readonly outcomes: readonly Outcome[];
  /** Undefined: none have been accepted. */
  readonly distribution: DistributionComparison | undefined;
}

/** Runs `count` replications of a scenario. Throws BaselineError if one of them cannot be run. */
export async function judgeReplications(
  scenario: Omit<ReplicatedSide, 'changes'>,
  {
    replications,
    accepted,
  }: { readonly replications: number; readonly accepted: ReplicatedOutcomes | undefined },
  io: Io,
): Promise<JudgedReplications> {
  const counts = { replications, precision: null, workers: io.cores, queue: undefined };
  const now = await replicateSide({ ...scenario, changes: { overlays: [] } }, counts, io);
  if (now === undefined) throw new BaselineError(`${scenario.file} has replications that do not run.`);
  const { outcomes } = now;
  return {
    outcomes,
    distribution: accepted === undefined ? undefined : compareDistributions(accepted, now),
  };
}
