import type { Axis } from '../../src/experiment/designs/axis.ts';
import { readAxis } from '../../src/experiment/designs/axis-spec.ts';
import type { Experiment } from '../../src/experiment/designs/experiment.ts';
import { ReplicatedDesigns } from '../../src/experiment/replications/replicated-designs.ts';
import { type Sweep, sweepOf } from '../../src/experiment/sweep.ts';
import { UnitRunner } from '../../src/runs/experiments/experiment-runs.ts';
import type { Overlay } from '../../src/scenario/overlay/overlay.ts';
import type { ScenarioSources } from '../../src/scenario/sources.ts';

export function axisOf(text: string): Axis {
  const read = readAxis(text);
  if (!read.ok) throw new Error(read.diagnostics[0]!.message);
  return read.value;
}

/** A scenario without files of its own, as an experiment works on it. */
export function sourcesOf(text: string): ScenarioSources {
  return { source: { name: 'night.yaml', text }, texts: [], tables: [] };
}

/** An experiment over such a scenario, crossed, with the seed 1. */
export function experimentOf(
  vary: readonly string[],
  { replications = 1, overlays = [] as readonly Overlay[] } = {},
): Experiment {
  return {
    scenario: { name: 'night', file: 'night.yaml', sha256: '', digest: 'd' },
    version: '0',
    overlays,
    seed: 1,
    untilUs: null,
    axes: vary.map(axisOf),
    sampling: { kind: 'crossed' },
    policies: [],
    policyDigests: {},
    replications,
    precision: null,
  };
}

/** The sweep of a scenario's text. */
export function swept(text: string, vary: readonly string[]): Sweep {
  const experiment = experimentOf(vary);
  const runner = new UnitRunner({ experiment, sources: sourcesOf(text), policies: new Map() });
  const study = new ReplicatedDesigns(experiment);
  for (const unit of study.ask()) {
    const result = runner.run(unit);
    if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
    study.tell(unit, result.outcome);
  }
  return sweepOf(experiment, study.designs);
}
