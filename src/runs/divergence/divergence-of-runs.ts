import type { Result } from '../../diagnostics/diagnostic.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { DecisionLog } from '../../trace/decision-log.ts';
import { type RunOptions, runScenario } from '../run.ts';
import { decisionRecorder } from './decision-runs.ts';
import { type DivergenceReport, divergenceOf } from './divergence-report.ts';

/** What two runs of a scenario may differ in. */
export type RunVariant = Pick<RunOptions, 'seed' | 'replication' | 'policy'>;

/**
 * Runs a scenario in two ways and returns the first decision of the second run that is not as in the first, with its
 * grounds; null: all decisions are the same.
 */
export function divergenceOfRuns(
  scenario: Scenario,
  before: RunVariant,
  after: RunVariant,
): Result<DivergenceReport | null> {
  const was = decisionsOf(scenario, before);
  if (!was.ok) return was;
  const is = decisionsOf(scenario, after);
  if (!is.ok) return is;
  const found = divergenceOf(was.value, is.value, { scenario, options: after });
  return { ok: true, value: found ?? null, warnings: is.warnings };
}

function decisionsOf(scenario: Scenario, variant: RunVariant): Result<DecisionLog> {
  const recorder = decisionRecorder(scenario, variant);
  const outcome = runScenario(scenario, { ...variant, trace: recorder });
  if (!outcome.ok) return outcome;
  const { fingerprint } = outcome.result.summary;
  return { ok: true, value: recorder.log(fingerprint), warnings: outcome.warnings };
}
