import { present } from '../../collections/present.ts';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import { checkScenario, type RunOptions } from '../../runs/run.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Io } from '../io.ts';
import { loadScenario } from './load-scenario.ts';
import { ownPolicy } from './policy-file.ts';
import { type Changes, untilUs } from './run-changes.ts';

/** A scenario file, and the changes from the command line. */
export interface RunRequest {
  readonly file: string;
  readonly changes: Changes;
  readonly policy: RunOptions['policy'];
}

/** A scenario ready to be run. */
export interface LoadedRun {
  readonly scenario: Scenario;
  readonly options: RunOptions;
}

/** Reads the scenario of one run. */
export async function loadRun({ file, changes, policy }: RunRequest, io: Io): Promise<Result<LoadedRun>> {
  const loaded = await loadScenario(io, file, changes.overlays);
  if (!loaded.ok) return loaded;
  const { scenario, identity } = loaded.value;
  const until = untilUs(changes, scenario.clock.startUs);
  if (!until.ok) return until;
  const { seed, replication } = changes;
  const options: RunOptions = {
    file: identity,
    ...present({ seed, replication, policy, untilUs: until.value }),
  };
  return { ok: true, value: { scenario, options }, warnings: loaded.warnings };
}

/** Files that cannot be run, with all findings about them. */
export interface RefusedRuns {
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

type LoadedRuns =
  | {
      readonly ok: true;
      readonly runs: readonly (RunRequest & LoadedRun)[];
      readonly warnings: readonly Diagnostic[];
    }
  | ({ readonly ok: false } & RefusedRuns);

/**
 * Reads the policy of several runs and their scenarios; these also where the policy cannot be read, so that all
 * problems are told at once, and `run --watch` follows all files.
 */
export async function loadRunsOf(files: readonly string[], changes: Changes, io: Io): Promise<LoadedRuns> {
  const policy = await ownPolicy(changes.policy, io);
  const own = policy.ok ? policy.value : undefined;
  const loaded = await loadRuns(
    files.map((file) => ({ file, changes, policy: own })),
    io,
  );
  if (policy.ok) return loaded;
  const { files: refused, diagnostics } = loaded.ok ? { files: [], diagnostics: [] } : loaded;
  return { ok: false, files: refused, diagnostics: [...policy.diagnostics, ...diagnostics] };
}

/**
 * Reads the scenarios of several runs and checks everything that can be checked without running, so that none is run
 * if another cannot be. A single run is checked when it begins.
 */
export async function loadRuns(requests: readonly RunRequest[], io: Io): Promise<LoadedRuns> {
  const runs: (RunRequest & LoadedRun)[] = [];
  const warnings: Diagnostic[] = [];
  const files: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const request of requests) {
    const loaded = await loadRun(request, io);
    const checked = loaded.ok && requests.length > 1 ? check(loaded.value, io) : [];
    if (loaded.ok && !checked.some(({ severity }) => severity === 'error')) {
      runs.push({ ...request, ...loaded.value });
      warnings.push(...loaded.warnings);
      continue;
    }
    files.push(request.file);
    diagnostics.push(...(loaded.ok ? [...loaded.warnings, ...checked] : loaded.diagnostics));
  }
  return files.length === 0 ? { ok: true, runs, warnings } : { ok: false, files, diagnostics };
}

function check({ scenario, options }: LoadedRun, io: Io): readonly Diagnostic[] {
  return io.interruptible(() => checkScenario(scenario, options));
}
