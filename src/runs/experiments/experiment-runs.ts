import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import type { DesignPoint } from '../../experiment/designs/design.ts';
import type { Experiment } from '../../experiment/designs/experiment.ts';
import { type Outcome, outcomeOf } from '../../experiment/units/outcome.ts';
import type { WorkUnit } from '../../experiment/units/work-unit.ts';
import type { Policy } from '../../policy/policy.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type ScenarioSources, sourceFiles } from '../../scenario/sources.ts';
import { checkScenario, type RunOptions, runScenario } from '../run.ts';

/** The result of a unit of work; a design that cannot be run has the usual diagnostics. */
export type UnitResult =
  | { readonly id: string; readonly ok: true; readonly outcome: Outcome }
  | { readonly id: string; readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Everything needed to run the units of an experiment. */
export interface UnitInput {
  readonly experiment: Experiment;
  readonly sources: ScenarioSources;
  /** The policies from files, by the word that names them. */
  readonly policies: OwnPolicies;
}

/** A policy of a user's own; the command line knows policies by this name only. */
export type OwnPolicy = Policy;
/** By the names that designs call them. */
export type OwnPolicies = ReadonlyMap<string, OwnPolicy>;

/**
 * Runs units of one experiment. The scenario of the current design is cached: parsing it takes as long as running it,
 * and all replications of a design share it.
 */
export class UnitRunner {
  readonly #input: UnitInput;
  #design: { readonly key: string; readonly read: Result<ReadDesign> } | undefined;

  constructor(input: UnitInput) {
    this.#input = input;
  }

  run({ id, point, replication }: WorkUnit): UnitResult {
    const design = this.#read(point);
    if (!design.ok) return { id, ok: false, diagnostics: design.diagnostics };
    const { scenario } = design.value;
    const outcome = runScenario(scenario, unitOptions(this.#input.experiment, design.value, replication));
    if (!outcome.ok) return { id, ok: false, diagnostics: outcome.diagnostics };
    return { id, ok: true, outcome: outcomeOf(outcome.result, scenario) };
  }

  #read(point: DesignPoint): Result<ReadDesign> {
    const key = JSON.stringify([point.overlays, point.policy]);
    if (this.#design?.key !== key) this.#design = { key, read: readDesign(this.#input, point) };
    return this.#design.read;
  }
}

export interface ReadDesign {
  readonly scenario: Scenario;
  readonly policy: string | Policy | undefined;
}

/** The options with which one replication of a design is run. */
export function unitOptions(experiment: Experiment, { policy }: ReadDesign, replication: number): RunOptions {
  return {
    file: { name: experiment.scenario.file, sha256: experiment.scenario.sha256 },
    replication,
    isChecked: true,
    ...seedOf(experiment),
    ...(experiment.untilUs === null ? {} : { untilUs: experiment.untilUs }),
    ...(policy === undefined ? {} : { policy }),
  };
}

/** Parses and checks a design, once for all of its replications. */
export function readDesign(
  { experiment, sources, policies }: UnitInput,
  point: DesignPoint,
): Result<ReadDesign> {
  const parsed = parseScenario({
    source: sources.source,
    overlays: [...experiment.overlays, ...point.overlays],
    files: sourceFiles(sources),
  });
  if (!parsed.ok) return parsed;
  // A preset's name is left to the run, which knows all presets.
  const policy = point.policy === undefined ? undefined : (policies.get(point.policy) ?? point.policy);
  const found = checkScenario(parsed.value, {
    ...seedOf(experiment),
    ...(policy === undefined ? {} : { policy }),
  });
  const diagnostics = found.filter(({ severity }) => severity === 'error');
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const warnings = found.filter(({ severity }) => severity !== 'error');
  return { ok: true, value: { scenario: parsed.value, policy }, warnings };
}

/** Why a design cannot be run, or warnings about it, as far as that can be found out without running it. */
export function checkDesign(input: UnitInput, point: DesignPoint): Result<undefined> {
  const design = readDesign(input, point);
  return design.ok ? { ...design, value: undefined } : design;
}

function seedOf({ seed }: Experiment): { readonly seed?: number | string } {
  return seed === null ? {} : { seed };
}
