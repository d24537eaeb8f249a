import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import { type Axis, SEED_PATH } from '../../experiment/designs/axis.ts';
import { designProblems, designsOf } from '../../experiment/designs/designs.ts';
import type { Experiment, Sampling } from '../../experiment/designs/experiment.ts';
import { scenarioDigest } from '../../experiment/units/digest.ts';
import type { Overlay } from '../../scenario/overlay/overlay.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type ScenarioSources, sourceFiles } from '../../scenario/sources.ts';
import { numberProblems } from '../run-numbers.ts';
import { checkDesign, type OwnPolicies, type UnitInput } from './experiment-runs.ts';

/**
 * What an experiment does with a scenario. Whatever is left out is as in the scenario, run once. Numbers that cannot be used
 * are findings (`bad-option`).
 */
export interface AskedExperiment {
  /** Changes applied to every design, as by `--set`. */
  readonly overlays?: readonly Overlay[];
  /** Replaces the scenario's seed, unless an axis varies it. */
  readonly seed?: number | string;
  /** Every run is cut off here: whole microseconds from the start of the clock. */
  readonly untilUs?: number;
  /** The parts that vary; `readAxes` parses them in the notation of `--vary`. */
  readonly axes?: readonly Axis[];
  /** How designs follow from the axes; crossed by default. */
  readonly sampling?: Sampling;
  /** Every design is run under each of these: the name of a preset, or a key of `ownPolicies`. */
  readonly policies?: readonly string[];
  readonly ownPolicies?: OwnPolicies;
  /** Digests of the own policies' texts: outcomes under another text are other outcomes. */
  readonly policyDigests?: Readonly<Record<string, string>>;
  /** Per design, from 1; with a target precision, the maximum. */
  readonly replications?: number;
  /** Stop when the mean window is known to this relative precision (0.02: ±2 %). */
  readonly precision?: number | null;
  /** Version of the calling program, for stored outcomes. */
  readonly version?: string;
  /** Hash of the scenario's text, for summaries. */
  readonly sha256?: string;
}

/**
 * Most values of an axis that are checked before anything runs; if there are more, only the first and the last are.
 */
const MOST_TRIED = 20;

/**
 * The experiment with everything needed to run it. `scenario`: the parsed sources with the overlays. Errors in an
 * axis are found here and not after an hour: each axis is checked by itself, and the first design as a whole, under each
 * policy. The warnings about it are returned with those about values of axes.
 */
export function experimentOf(
  sources: ScenarioSources,
  scenario: Scenario,
  asked: AskedExperiment,
): Result<UnitInput> {
  const { axes = [], overlays = [] } = asked;
  const seedIsVaried = axes.some(({ path }) => path === SEED_PATH);
  const experiment: Experiment = {
    scenario: {
      name: scenario.name,
      file: sources.source.name,
      sha256: asked.sha256 ?? '',
      digest: scenarioDigest(sources),
    },
    version: asked.version ?? '',
    overlays,
    seed: seedIsVaried ? null : (asked.seed ?? scenario.seed),
    untilUs: asked.untilUs ?? null,
    axes,
    sampling: asked.sampling ?? { kind: 'crossed' },
    policies: asked.policies ?? [],
    policyDigests: asked.policyDigests ?? {},
    replications: asked.replications ?? 1,
    precision: asked.precision ?? null,
  };
  const numbers = numberProblems(asked);
  // A grid is counted with these numbers.
  const problems = numbers.length > 0 ? numbers : designProblems(experiment);
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  const input: UnitInput = { experiment, sources, policies: asked.ownPolicies ?? new Map() };
  const tried = tryOut(input);
  return tried.ok ? { ...tried, value: input } : tried;
}

function tryOut(input: UnitInput): Result<undefined> {
  const { experiment, sources } = input;
  // What a value of --vary itself is warned about, such as jobs that keep their starts, concerns its designs alone.
  const ofValues = new Map<string, Diagnostic>();
  for (const { path, values } of experiment.axes) {
    const tried = values.length <= MOST_TRIED ? values : [values[0]!, values.at(-1)!];
    for (const { text } of tried) {
      const overlays: Overlay[] = [...experiment.overlays, { path, value: text, option: '--vary' }];
      const parsed = parseScenario({ source: sources.source, overlays, files: sourceFiles(sources) });
      if (!parsed.ok) return parsed;
      for (const warning of parsed.warnings)
        if (warning.span?.source.name === '--vary') ofValues.set(warning.message, warning);
    }
  }
  const [point] = designsOf(experiment);
  const first = checkDesign(input, point!);
  if (!first.ok) return first;
  for (const policy of experiment.policies.slice(1)) {
    const other = checkDesign(input, { ...point!, policy });
    if (!other.ok) return other;
  }
  return { ...first, warnings: [...ofValues.values(), ...first.warnings] };
}
