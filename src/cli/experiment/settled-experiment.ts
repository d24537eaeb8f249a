import type { Result } from '../../diagnostics/diagnostic.ts';
import type { RunOptions } from '../../runs/run.ts';
import type { Io } from '../io.ts';
import { type Pilot, type WarmUpSetting, warmUpSetting } from '../runs/warm-up-setting.ts';
import type { PreparedExperiment } from './prepare.ts';

export interface SettledExperiment extends PreparedExperiment {
  readonly warmUp: WarmUpSetting;
}

/**
 * The experiment with one warm-up for all designs, determined from the scenario without its axes, under each of the
 * policies.
 */
export function settledExperiment(prepared: PreparedExperiment, io: Io): Result<SettledExperiment> {
  const setting = warmUpSetting(pilotsOf(prepared), io, ' of every design');
  if (!setting.ok) return setting;
  const { scenario, input } = prepared;
  const overlays = [...input.experiment.overlays, setting.value.overlay];
  const experiment = { ...input.experiment, overlays };
  return {
    ok: true,
    value: { scenario, input: { ...input, experiment }, warmUp: setting.value },
    warnings: [],
  };
}

function pilotsOf({ scenario, input }: PreparedExperiment): Pilot[] {
  const { experiment } = input;
  const { file, sha256 } = experiment.scenario;
  const options: RunOptions = {
    file: { name: file, sha256 },
    ...(experiment.seed === null ? {} : { seed: experiment.seed }),
    ...(experiment.untilUs === null ? {} : { untilUs: experiment.untilUs }),
  };
  if (experiment.policies.length === 0) return [{ name: file, scenario, options }];
  return experiment.policies.map((word) => ({
    name: word,
    scenario,
    options: { ...options, policy: input.policies.get(word) ?? word },
  }));
}
