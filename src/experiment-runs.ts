import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { Experiment } from './experiment/experiment.ts';
import { type Outcome, outcomeOf } from './experiment/outcome.ts';
import type { WorkUnit } from './experiment/work-unit.ts';
import type { Policy } from './policy/policy.ts';
import { runScenario } from './run.ts';
import { parseScenario } from './scenario/parse.ts';
import { type ScenarioSources, sourceFiles } from './scenario/sources.ts';

/** How a unit of work ended; a design that cannot be run says why, as every scenario does. */
export type UnitResult =
  | { readonly id: string; readonly ok: true; readonly outcome: Outcome }
  | { readonly id: string; readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Everything that running the units of an experiment takes. */
export interface UnitInput {
  readonly experiment: Experiment;
  readonly sources: ScenarioSources;
  /** The policies that are files, by the word that names them. */
  readonly policies: OwnPolicies;
}

export type OwnPolicy = Policy;
export type OwnPolicies = ReadonlyMap<string, OwnPolicy>;

/**
 * Runs units of one experiment. The scenario of the design at hand is kept: reading it takes as long as running it, and
 * all replications of a design share it.
 */
export class UnitRunner {
  readonly #input: UnitInput;
  #design: { readonly key: string; readonly parsed: ReturnType<typeof parseScenario> } | undefined;

  constructor(input: UnitInput) {
    this.#input = input;
  }

  run({ id, point, replication }: WorkUnit): UnitResult {
    const parsed = this.#scenario(point.overlays);
    if (!parsed.ok) return { id, ok: false, diagnostics: parsed.diagnostics };
    const { scenario, seed, untilUs } = this.#input.experiment;
    const policy = point.policy === undefined ? undefined : this.#policy(point.policy);
    const outcome = runScenario(parsed.value, {
      file: { name: scenario.file, sha256: scenario.sha256 },
      replication,
      ...(seed === null ? {} : { seed }),
      ...(untilUs === null ? {} : { untilUs }),
      ...(policy === undefined ? {} : { policy }),
    });
    if (!outcome.ok) return { id, ok: false, diagnostics: outcome.diagnostics };
    return { id, ok: true, outcome: outcomeOf(outcome.result.summary, parsed.value) };
  }

  /** The word of a policy that ships is left to the run, which knows them all. */
  #policy(word: string): string | Policy {
    return this.#input.policies.get(word) ?? word;
  }

  #scenario(overlays: WorkUnit['point']['overlays']): ReturnType<typeof parseScenario> {
    const key = JSON.stringify(overlays);
    if (this.#design?.key !== key) {
      const { sources, experiment } = this.#input;
      const parsed = parseScenario({
        source: sources.source,
        overlays: [...experiment.overlays, ...overlays],
        files: sourceFiles(sources),
      });
      this.#design = { key, parsed };
    }
    return this.#design.parsed;
  }
}
