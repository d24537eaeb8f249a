import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import type { Axis } from '../../experiment/axis.ts';
import { designProblems, designsOf } from '../../experiment/designs.ts';
import { policyDigest, scenarioDigest } from '../../experiment/digest.ts';
import type { Experiment, Sampling } from '../../experiment/experiment.ts';
import { type OwnPolicies, type OwnPolicy, problemsOfDesign, type UnitInput } from '../../experiment-runs.ts';
import type { Overlay } from '../../scenario/overlay.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { ScenarioSources } from '../../scenario/sources.ts';
import type { Io } from '../io.ts';
import { parseSources, readSources } from '../load-scenario.ts';
import { isPolicyFile, readPolicy } from '../policy-file.ts';
import { type Changes, untilUs } from '../run-changes.ts';
import { version } from '../version.ts';

/** What the command line asks for, read and each part sound in itself. */
export interface ExperimentRequest {
  readonly file: string;
  readonly changes: Omit<Changes, 'policy'>;
  readonly axes: readonly Axis[];
  readonly sampling: Sampling;
  readonly policies: readonly string[];
  readonly replications: number;
  readonly precision: number | null;
}

export interface PreparedExperiment {
  /** As it is without any axis: for reports. */
  readonly scenario: Scenario;
  /** The experiment with all that running it takes. */
  readonly input: UnitInput;
}

/** So many values of an axis are tried out before anything runs; of more the first and the last. */
const MOST_TRIED = 20;

/** Reads everything that an experiment needs and finds what is wrong with it before the first run. */
export async function prepareExperiment(
  request: ExperimentRequest,
  io: Io,
): Promise<Result<PreparedExperiment>> {
  const { file, changes } = request;
  const read = await readSources(io, file);
  if (!read.ok) return read;
  const sources = read.value;
  const loaded = parseSources(io, sources, changes.overlays);
  if (!loaded.ok) return loaded;
  const { scenario, identity } = loaded.value;
  const until = untilUs(changes, scenario.clock.startUs);
  if (!until.ok) return until;
  const policies = await ownPolicies(request.policies, io);
  if (!policies.ok) return policies;
  const experiment: Experiment = {
    scenario: { name: scenario.name, file, sha256: identity.sha256, digest: scenarioDigest(sources) },
    version: version(),
    overlays: changes.overlays,
    seed: changes.seed ?? (request.axes.some(({ path }) => path === 'seed') ? null : scenario.seed),
    untilUs: until.value ?? null,
    axes: request.axes,
    sampling: request.sampling,
    policies: request.policies,
    policyDigests: policies.value.digests,
    replications: request.replications,
    precision: request.precision,
  };
  const problems = designProblems(experiment);
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  const input: UnitInput = { experiment, sources, policies: policies.value.policies };
  const tried = tryOut(input, io);
  if (tried.length > 0) return { ok: false, diagnostics: tried };
  return { ok: true, value: { scenario, input }, warnings: loaded.warnings };
}

interface PoliciesOfFiles {
  readonly policies: OwnPolicies;
  readonly digests: Readonly<Record<string, string>>;
}

/** Policies that are files, read; every name of one that ships is looked up. */
async function ownPolicies(words: readonly string[], io: Io): Promise<Result<PoliciesOfFiles>> {
  const policies = new Map<string, OwnPolicy>();
  const digests: [string, string][] = [];
  const diagnostics: Diagnostic[] = [];
  for (const word of words) {
    const read = await readPolicy(io, word);
    if (!read.ok) diagnostics.push(...read.diagnostics);
    if (!read.ok || !isPolicyFile(word)) continue;
    policies.set(word, read.policy);
    digests.push([word, policyDigest(await io.readText(word))]);
  }
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  return { ok: true, value: { policies, digests: Object.fromEntries(digests) }, warnings: [] };
}

/** Each axis by itself, and the first design whole: nobody wants to hear of a slip in an axis after an hour. */
function tryOut(input: UnitInput, io: Io): readonly Diagnostic[] {
  const { experiment, sources } = input;
  for (const { path, values } of experiment.axes) {
    const tried = values.length <= MOST_TRIED ? values : [values[0]!, values.at(-1)!];
    for (const { text } of tried) {
      const found = problemsOf(sources, [...experiment.overlays, { path, value: text }], io);
      if (found.length > 0) return found;
    }
  }
  return io.interruptible(() => problemsOfDesign(input, designsOf(experiment)[0]!));
}

function problemsOf(sources: ScenarioSources, overlays: readonly Overlay[], io: Io): readonly Diagnostic[] {
  const parsed = parseSources(io, sources, overlays);
  return parsed.ok ? [] : parsed.diagnostics;
}
