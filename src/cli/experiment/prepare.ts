import { present } from '../../collections/present.ts';
import type { Diagnostic, Result } from '../../diagnostics/diagnostic.ts';
import type { Axis } from '../../experiment/designs/axis.ts';
import type { Sampling } from '../../experiment/designs/experiment.ts';
import { policyDigest } from '../../experiment/units/digest.ts';
import { experimentOf } from '../../runs/experiments/experiment-input.ts';
import type { OwnPolicies, OwnPolicy, UnitInput } from '../../runs/experiments/experiment-runs.ts';
import type { Overlay } from '../../scenario/overlay/overlay.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Io } from '../io.ts';
import { parseSources, readSources } from '../runs/load-scenario.ts';
import { isPolicyFile, readPolicy } from '../runs/policy-file.ts';
import { type Changes, untilUs } from '../runs/run-changes.ts';
import { version } from '../version.ts';

/** The command line, parsed; each part is valid in itself. */
export interface ExperimentRequest {
  readonly file: string;
  readonly changes: Omit<Changes, 'policy'>;
  /** Further changes that depend on the scenario after those changes. */
  readonly moreOverlays?: (scenario: Scenario) => Result<readonly Overlay[]>;
  readonly axes: readonly Axis[];
  readonly sampling: Sampling;
  readonly policies: readonly string[];
  readonly replications: number;
  readonly precision: number | null;
}

export interface PreparedExperiment {
  /** The scenario without any axis applied: for reports. */
  readonly scenario: Scenario;
  /** The experiment with everything needed to run it. */
  readonly input: UnitInput;
}

/** Reads everything that an experiment needs and reports errors before the first run. */
export async function prepareExperiment(
  request: ExperimentRequest,
  io: Io,
): Promise<Result<PreparedExperiment>> {
  const { file, changes, moreOverlays } = request;
  const read = await readSources(io, file);
  if (!read.ok) return read;
  const sources = read.value;
  let loaded = parseSources(io, sources, changes.overlays);
  if (!loaded.ok) return loaded;
  const more = moreOverlays?.(loaded.value.scenario);
  if (more?.ok === false) return more;
  const overlays = [...changes.overlays, ...(more?.value ?? [])];
  if (more !== undefined) loaded = parseSources(io, sources, overlays);
  if (!loaded.ok) return loaded;
  const { scenario, identity } = loaded.value;
  const until = untilUs(changes, scenario.clock.startUs);
  if (!until.ok) return until;
  const policies = await ownPolicies(request.policies, io);
  if (!policies.ok) return policies;
  const { seed } = changes;
  const { axes, sampling, replications, precision } = request;
  const input = io.interruptible(() =>
    experimentOf(sources, scenario, {
      overlays,
      ...present({ seed, untilUs: until.value }),
      axes,
      sampling,
      policies: request.policies,
      ownPolicies: policies.value.policies,
      policyDigests: policies.value.digests,
      replications,
      precision,
      version: version(),
      sha256: identity.sha256,
    }),
  );
  if (!input.ok) return input;
  const warnings = [...loaded.warnings, ...input.warnings];
  return { ok: true, value: { scenario, input: input.value }, warnings };
}

interface PoliciesOfFiles {
  readonly policies: OwnPolicies;
  readonly digests: Readonly<Record<string, string>>;
}

/** Policies from files, read; names of presets are looked up. */
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
