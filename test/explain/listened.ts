import { type Explanation, listen } from '../../src/explain/explanation.ts';
import { runScenario } from '../../src/runs/run.ts';
import { scenarioOf } from '../helpers/run-scenario-text.ts';

/** Runs a scenario with the observers that explanations need. Verdicts are kept for the first disk. Throws if it does not run. */
export function explained(text: string): Explanation & { readonly fingerprint: string } {
  const scenario = scenarioOf(text);
  const listener = listen(scenario);
  if (listener === undefined) throw new Error('no such policy');
  const outcome = runScenario(scenario, {
    file: { name: 'test.yaml', sha256: '' },
    trace: listener.trace,
    explainer: listener.explainer(0, 0),
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return { ...listener.explanation, fingerprint: outcome.result.summary.fingerprint };
}
