import { largestBy } from '../../collections/extremes.ts';
import type { DesignPoint } from '../../experiment/designs/design.ts';
import type { TooLongDisk } from '../../experiment/plan/plan.ts';
import { compile } from '../../model/compile.ts';
import { shortWindows } from '../../policy/preflight/short-windows.ts';
import { policyOfRun } from '../../policy/resolve.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import { readDesign, type UnitInput } from './experiment-runs.ts';

/**
 * The disk that misses its job's window by most in a night of a design although it has everything to itself; null: every disk
 * would fit. Sizes are drawn anew in every night, so each may have another.
 */
export function tooLongDisk(input: UnitInput, point: DesignPoint, night: number): TooLongDisk | null {
  const design = readDesign(input, point);
  if (!design.ok) return null;
  const { scenario, policy } = design.value;
  const resolved = policyOfRun(scenario.policy, policy);
  if (!resolved.ok) return null;
  const model = compile(scenario, { seed: input.experiment.seed ?? scenario.seed, replication: night });
  const short = shortWindows({ model, policy: resolved.policy });
  const worst = largestBy(short, ({ aloneUs, allowedUs }) => aloneUs - allowedUs);
  if (worst === undefined) return null;
  return {
    job: model.jobs[worst.job]!.name,
    task: `${model.vms.nameOf(worst.vm)}/${model.disks.nameOf(worst.disk)}`,
    aloneSeconds: worst.aloneUs / SECOND_US,
    allowedSeconds: worst.allowedUs / SECOND_US,
  };
}
