import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { Collector } from './metrics/collector.ts';
import { evaluateExpectations } from './metrics/expectations.ts';
import { sessionRows, taskRows, waitRows } from './metrics/rows.ts';
import { summarise } from './metrics/summarise.ts';
import type { RunResult, SummaryDiagnostic } from './metrics/summary.ts';
import { compile } from './model/compile.ts';
import type { Explainer } from './policy/decide.ts';
import { preflight } from './policy/preflight.ts';
import { resolvePolicy } from './policy/resolve.ts';
import { assumptionsOf } from './scenario/assumptions.ts';
import type { Scenario } from './scenario/scenario.ts';
import { simulate } from './simulation/simulate.ts';
import type { TraceSink } from './trace/record.ts';

export interface RunOptions {
  /** What stands under `scenario` in the summary: the file as the user named it, and the hash of its text. */
  readonly file: { readonly name: string; readonly sha256: string };
  /** Instead of the scenario's own. */
  readonly seed?: number | string;
  /** From 0; each has its own random substreams. */
  readonly replication?: number;
  /** A preset's name, instead of the scenario's policy. */
  readonly policy?: string;
  /** Cut the run here, microseconds from the start. */
  readonly untilUs?: number;
  /** Called now and then (every few thousand events) for a progress line; must not change anything. */
  readonly onProgress?: (progress: Progress) => void;
  /** Hears every record of the trace. */
  readonly trace?: TraceSink;
  /** Hears every decision of the scheduler with its grounds: slow. */
  readonly explainer?: Explainer;
  /** Proves every solve of the rates; for tests. */
  readonly certify?: boolean;
}

export interface Progress {
  readonly nowUs: number;
  readonly events: number;
  readonly tasksDone: number;
  readonly tasksKnown: number;
}

export type RunOutcome =
  | { readonly ok: true; readonly result: RunResult; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** A run without a horizon that goes on for a year is stuck: nothing it waits for will come. */
const LAST_RESORT_US = 366 * 86_400_000_000;

/** The pipeline assembled once, without any I/O: scenario, model, simulation, metrics. */
export function runScenario(scenario: Scenario, options: RunOptions): RunOutcome {
  const declaration = options.policy === undefined ? scenario.policy : { preset: options.policy };
  const resolved = resolvePolicy(declaration);
  if (!resolved.ok) return { ok: false, diagnostics: resolved.diagnostics };
  const seed = options.seed ?? scenario.seed;
  const replication = options.replication ?? 0;
  const model = compile(scenario, { seed, replication });
  const warnings = preflight(model);
  const collector = new Collector(model);
  simulate(model, resolved.policy, {
    seed,
    replication,
    untilUs: Math.min(options.untilUs ?? LAST_RESORT_US, scenario.clock.horizonUs ?? LAST_RESORT_US),
    trace: options.trace === undefined ? collector : fanOut([collector, options.trace]),
    ...(options.explainer === undefined ? {} : { explainer: options.explainer }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    certify: options.certify ?? false,
  });
  const figures = summarise(collector, {
    scenario: { name: scenario.name, file: options.file.name, sha256: options.file.sha256 },
    seed,
    replication,
    policy: resolved.policy.name,
  });
  const { outcomes, unknown } = evaluateExpectations(scenario.expect, figures);
  if (unknown.length > 0) return { ok: false, diagnostics: unknown };
  const result: RunResult = {
    summary: { ...figures, expect: outcomes, diagnostics: warnings.map(inSummary) },
    tasks: taskRows(collector),
    sessions: sessionRows(collector),
    utilisation: collector.utilisation.rows,
    waits: waitRows(collector),
    assumptions: assumptionsOf(scenario),
  };
  return { ok: true, result, warnings };
}

function fanOut(sinks: readonly TraceSink[]): TraceSink {
  return {
    record: (record) => {
      for (const sink of sinks) sink.record(record);
    },
  };
}

function inSummary({ code, severity, message, path }: Diagnostic): SummaryDiagnostic {
  return { code, severity, message, path };
}
