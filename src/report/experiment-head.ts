import type { Experiment } from '../experiment/designs/experiment.ts';
import { SECOND_US } from '../units/civil-time.ts';

/**
 * The fields that every file about an experiment begins with: what was run, how often, and by which program version.
 */
export interface ExperimentHead {
  readonly scenario: Pick<Experiment['scenario'], 'name' | 'file' | 'sha256'>;
  readonly version: string;
  /** Each `PATH=VALUE`, applied to every design. */
  readonly set: readonly string[];
  /** Null: an axis varies it. */
  readonly seed: Experiment['seed'];
  /** From the start, where every run is cut off; null: as the scenario says. */
  readonly untilSeconds: number | null;
  /** Per design; with a target precision, the maximum. */
  readonly replications: number;
  readonly precision: number | null;
}

export function experimentHead(experiment: Experiment): ExperimentHead {
  const { scenario, version, overlays, seed, untilUs, replications, precision } = experiment;
  return {
    scenario: { name: scenario.name, file: scenario.file, sha256: scenario.sha256 },
    version,
    set: overlays.map(({ path, value }) => `${path}=${value}`),
    seed,
    untilSeconds: untilUs === null ? null : untilUs / SECOND_US,
    replications,
    precision,
  };
}
