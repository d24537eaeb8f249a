import { ReplicatedDesigns } from '../../experiment/replications/replicated-designs.ts';
import type { ReplicatedOutcomes } from '../../experiment/statistics/distribution-comparison.ts';
import type { Io } from '../io.ts';
import type { Changes } from '../runs/run-changes.ts';
import { complain, showDiagnostics } from '../terminal/problems.ts';
import { conduct, type OutcomeStore, UnitRefused } from './conduct.ts';
import type { Counts } from './counts.ts';
import { LocalDriver } from './local-driver.ts';
import { prepareExperiment } from './prepare.ts';

/** A scenario to compare, and its policy. */
export interface ReplicatedSide {
  readonly file: string;
  readonly policy?: string;
  readonly changes: Changes;
  /** The replications stored in a result folder; if present, nothing is run. */
  readonly kept?: ReplicatedOutcomes;
}

/** A comparison keeps no journal: it is short, and can simply be repeated. */
const NOTHING_KEPT: OutcomeStore = { outcome: () => undefined, add: async () => undefined };

/**
 * The outcomes of every side by replication, and which random draws they had; undefined if one cannot be run, which
 * has been reported.
 */
export async function replicateSides(
  sides: readonly ReplicatedSide[],
  counts: Counts,
  io: Io,
): Promise<ReplicatedOutcomes[] | undefined> {
  const replicated: ReplicatedOutcomes[] = [];
  for (const side of sides) {
    const found = side.kept ?? (await replicateSide(side, counts, io));
    if (found === undefined) return undefined;
    replicated.push(found);
  }
  if (new Set(replicated.map(({ seed }) => seed)).size > 1)
    io.stderr.write(
      'The sides have different seeds, so their random draws differ: --seed gives all of them the same.\n',
    );
  return replicated;
}

export async function replicateSide(
  { file, policy, changes }: ReplicatedSide,
  { replications, workers }: Counts,
  io: Io,
): Promise<ReplicatedOutcomes | undefined> {
  const prepared = await prepareExperiment(
    {
      file,
      changes,
      axes: [],
      sampling: { kind: 'crossed' },
      policies: policy === undefined ? [] : [policy],
      replications,
      precision: null,
    },
    io,
  );
  if (!prepared.ok) {
    showDiagnostics(io, prepared.diagnostics);
    return undefined;
  }
  const { input } = prepared.value;
  const study = new ReplicatedDesigns(input.experiment);
  try {
    await conduct({ study, driver: new LocalDriver(io, input, workers), journal: NOTHING_KEPT }, io);
  } catch (error) {
    if (!(error instanceof UnitRefused)) throw error;
    showDiagnostics(io, error.diagnostics);
    complain(io, `'${file}' cannot be replicated.`);
    return undefined;
  }
  return { outcomes: study.designs[0]!.outcomes, seed: input.experiment.seed };
}
