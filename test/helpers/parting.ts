import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDecisionFile } from '../../src/cli/checks/decision-file.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { resolvePolicy } from '../../src/policy/resolve.ts';
import { type DecisionLog, decisionRecorder, divergenceOf } from '../../src/runs/divergence/decision-runs.ts';
import { type RunOptions, runScenario } from '../../src/runs/run.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { Fingerprint } from '../../src/trace/fingerprint.ts';
import type { TraceRecord } from '../../src/trace/record.ts';
import { scenarioOf } from './run-scenario-text.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export function shippedScenario(name: string): Scenario {
  return scenarioOf(readFileSync(join(ROOT, 'scenarios', `${name}.yaml`), 'utf8'));
}

export function ownPolicy({ policy }: Scenario): Policy {
  const resolved = resolvePolicy(policy);
  if (!resolved.ok) throw new Error('the policy of a scenario that ships has an unknown name');
  return resolved.policy;
}

/** The accepted decisions of a scenario that ships. */
export function acceptedLog(name: string): DecisionLog {
  const read = readDecisionFile(readFileSync(join(ROOT, 'results', name, 'decisions.bin')));
  if (!read.ok) throw new Error(`${name}: ${read.problem}`);
  return read.log;
}

export interface Recorded {
  readonly log: DecisionLog;
  readonly trace: readonly TraceRecord[];
  readonly fingerprint: string;
}

export function recorded(scenario: Scenario, options: Partial<RunOptions> = {}): Recorded {
  const recorder = decisionRecorder(scenario, options);
  const trace: TraceRecord[] = [];
  const outcome = runScenario(scenario, {
    file: { name: 'test.yaml', sha256: '' },
    ...options,
    trace: {
      record: (record) => {
        trace.push(record);
        recorder.record(record);
      },
    },
  });
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  const { fingerprint } = outcome.result.summary;
  return { log: recorder.log(fingerprint), trace, fingerprint };
}

/** The first record at which the fingerprints of two runs of one model part: its number among those that leave a mark. */
export function partingOf(
  one: readonly TraceRecord[],
  other: readonly TraceRecord[],
): { readonly index: number; readonly one?: TraceRecord; readonly other?: TraceRecord } | undefined {
  const [first, second] = [marks(one), marks(other)];
  const length = Math.max(first.length, second.length);
  for (let index = 0; index < length; index++) {
    const [a, b] = [first[index], second[index]];
    if (a?.digest === b?.digest) continue;
    return { index, ...(a && { one: a.record }), ...(b && { other: b.record }) };
  }
  return undefined;
}

function marks(trace: readonly TraceRecord[]): { readonly record: TraceRecord; readonly digest: string }[] {
  const fingerprint = new Fingerprint();
  let before = fingerprint.digest();
  return trace.flatMap((record) => {
    fingerprint.record(record);
    const digest = fingerprint.digest();
    const isMarked = digest !== before;
    before = digest;
    return isMarked ? [{ record, digest }] : [];
  });
}

export { divergenceOf };
