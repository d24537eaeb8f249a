import { meanUnprotected, tightestJob } from '../../experiment/plan/goal.ts';
import type { LargestFirstNight } from '../../experiment/plan/plan.ts';
import type { Trial } from '../../experiment/plan/trial.ts';
import { trialFigures } from '../../experiment/plan/trial-figures.ts';
import { outcomeOf } from '../../experiment/units/outcome.ts';
import { runScenario } from '../run.ts';
import { withLargestFirst } from '../what-if/largest-first.ts';
import { readDesign, type UnitInput, unitOptions } from './experiment-runs.ts';

/** A smaller gain, as a share of the window, is not told. */
const WORTH = 0.01;

/**
 * The worst night of a design, with the tasks first that have most to read: this costs nothing, and may save proxies.
 * Null where it brings nothing, where it is that order already, where the plan varies the policy, or where a policy of
 * its own is given.
 */
export function largestFirstNight(input: UnitInput, trial: Trial): LargestFirstNight | null {
  const { worst } = trialFigures(trial);
  const variesPolicy = trial.point.overlays.some(({ path }) => path.split('.')[0] === 'policy');
  if (worst === null || variesPolicy) return null;
  const design = readDesign(input, trial.point);
  if (!design.ok || design.value.policy !== undefined) return null;
  const scenario = withLargestFirst(design.value.scenario);
  if (scenario === undefined) return null;
  const run = runScenario(scenario, unitOptions(input.experiment, design.value, worst.night));
  if (!run.ok) return null;
  const before = trial.outcomes[worst.night]!;
  const after = outcomeOf(run.result, scenario);
  const then = tightestJob(after);
  if (then === undefined || meanUnprotected([after]) > meanUnprotected([before])) return null;
  const gained = then.spareSeconds - worst.spareSeconds;
  return gained < WORTH * (before.figures['window.seconds'] ?? 0) || gained <= 0 ? null : then;
}
