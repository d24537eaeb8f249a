import { compile } from '../../model/compile.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { DecisionRecorder } from '../../trace/decision-log.ts';
import type { RunOptions } from '../run.ts';

export { decodeDecisions, encodeDecisions } from '../../trace/decision-code.ts';
export type { DecisionLog, DecisionRecorder } from '../../trace/decision-log.ts';
export { divergenceOf } from './divergence-report.ts';

/** Records the decisions of a run by name. Pass it to the run as `trace`. */
export function decisionRecorder(
  scenario: Scenario,
  { seed, replication }: Pick<RunOptions, 'seed' | 'replication'> = {},
): DecisionRecorder {
  return new DecisionRecorder(
    compile(scenario, { seed: seed ?? scenario.seed, replication: replication ?? 0 }),
  );
}
