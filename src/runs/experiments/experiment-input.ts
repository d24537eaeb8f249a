import type { Result } from '../../diagnostics/diagnostic.ts';
import type { Axis } from '../../experiment/designs/axis.ts';
import { designProblems, designsOf } from '../../experiment/designs/designs.ts';
import type { Experiment, Sampling } from '../../experiment/designs/experiment.ts';
import { scenarioDigest } from '../../experiment/units/digest.ts';
import type { Overlay } from '../../scenario/overlay/overlay.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type ScenarioSources, sourceFiles } from '../../scenario/sources.ts';
import { checkDesign, type OwnPolicies, type UnitInput } from './experiment-runs.ts';

/** What an experiment does with a scenario; whatever is left out is as the scenario has it, once. */
export interface AskedExperiment {
  /** What is changed in every design, as `--set` does. */
  readonly overlays?: readonly Overlay[];
  /** Instead of the scenario's own, unless an axis varies it. */
  readonly seed?: number | string;
  /** Every run is cut here, microseconds from the start. */
  readonly untilUs?: number;
  /** What is varied; `readAxes` reads them as `--vary` has them. */
  readonly axes?: readonly Axis[];
  /** How designs follow from the axes; crossed where nothing is said. */
  readonly sampling?: Sampling;
  /** Every design under each of them: the name of a preset, or a word of `ownPolicies`. */
  readonly policies?: readonly string[];
  readonly ownPolicies?: OwnPolicies;
  /** Of the own policies' text: outcomes under other text are other outcomes. */
  readonly policyDigests?: Readonly<Record<string, string>>;
  /** Of every design; with a precision the most. */
  readonly replications?: number;
  /** Enough when the mean window is known to this share (0.02: ±2 %). */
  readonly precision?: number | null;
  /** Of the program that asks, for whoever keeps outcomes. */
  readonly version?: string;
  /** Of the scenario's text, as it stands in summaries. */
  readonly sha256?: string;
}

/** So many values of an axis are tried out before anything runs; of more the first and the last. */
const MOST_TRIED = 20;

/**
 * The experiment with all that running it takes. `scenario`: what the sources say with the overlays. Slips in an axis are found
 * here and not after an hour: each axis is tried by itself, and the first design whole, which
 * has its warnings here.
 */
export function experimentOf(
  sources: ScenarioSources,
  scenario: Scenario,
  asked: AskedExperiment,
): Result<UnitInput> {
  const { axes = [], overlays = [] } = asked;
  const seedIsVaried = axes.some(({ path }) => path === 'seed');
  const experiment: Experiment = {
    scenario: {
      name: scenario.name,
      file: sources.source.name,
      sha256: asked.sha256 ?? '',
      digest: scenarioDigest(sources),
    },
    version: asked.version ?? '',
    overlays,
    seed: asked.seed ?? (seedIsVaried ? null : scenario.seed),
    untilUs: asked.untilUs ?? null,
    axes,
    sampling: asked.sampling ?? { kind: 'crossed' },
    policies: asked.policies ?? [],
    policyDigests: asked.policyDigests ?? {},
    replications: asked.replications ?? 1,
    precision: asked.precision ?? null,
  };
  const problems = designProblems(experiment);
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  const input: UnitInput = { experiment, sources, policies: asked.ownPolicies ?? new Map() };
  const tried = tryOut(input);
  return tried.ok ? { ...tried, value: input } : tried;
}

function tryOut(input: UnitInput): Result<undefined> {
  const { experiment, sources } = input;
  for (const { path, values } of experiment.axes) {
    const tried = values.length <= MOST_TRIED ? values : [values[0]!, values.at(-1)!];
    for (const { text } of tried) {
      const overlays: Overlay[] = [...experiment.overlays, { path, value: text, option: '--vary' }];
      const parsed = parseScenario({ source: sources.source, overlays, files: sourceFiles(sources) });
      if (!parsed.ok) return parsed;
    }
  }
  return checkDesign(input, designsOf(experiment)[0]!);
}
