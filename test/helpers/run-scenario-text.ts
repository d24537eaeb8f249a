import type { Diagnostic, SourceText } from '../../src/diagnostics/diagnostic.ts';
import type { RunResult } from '../../src/metrics/run-result.ts';
import { type RunOptions, runScenario } from '../../src/runs/run.ts';
import type { InventoryTable } from '../../src/scenario/cross-check/inventory/inventory.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { TraceRecord } from '../../src/trace/record.ts';

export interface Files {
  readonly texts?: Readonly<Record<string, string>>;
  readonly tables?: Readonly<Record<string, InventoryTable>>;
}

/** A scenario from YAML text; throws with every diagnostic where it is not one. */
export function scenarioOf(text: string, files: Files = {}): Scenario {
  const source: SourceText = { name: 'test.yaml', text };
  const parsed = parseScenario({
    source,
    files: {
      text: (name) => {
        const found = files.texts?.[name];
        return found === undefined ? undefined : { name, text: found };
      },
      table: (name) => files.tables?.[name],
    },
  });
  if (!parsed.ok) throw new Error(list(parsed.diagnostics));
  return parsed.value;
}

export interface TestRun extends RunResult {
  readonly trace: readonly TraceRecord[];
}

/** Parses and runs a scenario with every solve of the rates proved, and keeps the trace. */
export function runText(text: string, options: Partial<RunOptions> & Files = {}): TestRun {
  return run(scenarioOf(text, options), options);
}

export function run(scenario: Scenario, options: Partial<RunOptions> = {}): TestRun {
  const trace: TraceRecord[] = [];
  const outcome = runScenario(scenario, {
    file: { name: 'test.yaml', sha256: '' },
    certify: true,
    ...options,
    trace: { record: (record) => trace.push(record) },
  });
  if (!outcome.ok) throw new Error(list(outcome.diagnostics));
  return { ...outcome.result, trace };
}

function list(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((d) => `${d.code} at ${d.path}: ${d.message} ${d.hint ?? ''}`).join('\n');
}
