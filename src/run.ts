import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { RunResult } from './metrics/summary.ts';
import type { Scenario } from './scenario/scenario.ts';

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

/** The pipeline assembled once, without any I/O: scenario, model, simulation, metrics. */
export function runScenario(_scenario: Scenario, _options: RunOptions): RunOutcome {
  throw new Error('the simulation is not wired yet');
}
