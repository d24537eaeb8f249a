import type { Plan } from '../../experiment/plan/plan.ts';
import type { Trial } from '../../experiment/plan/trial.ts';
import { trialFigures } from '../../experiment/plan/trial-figures.ts';
import type { UnitInput } from './experiment-runs.ts';
import { firstNight } from './first-night.ts';
import { largestFirstNight } from './largest-first-night.ts';
import { tooLongDisk } from './too-long-disk.ts';

/** What only further looks at nights of a design show. */
export function closerLook(
  input: UnitInput,
  trial: Trial,
): Pick<Plan, 'waitsByThing' | 'limitedBy' | 'tooLongDisk' | 'largestFirst'> {
  return {
    ...firstNight(input, trial.point),
    tooLongDisk: tooLongDisk(input, trial.point, trialFigures(trial).worst?.night ?? 0),
    largestFirst: largestFirstNight(input, trial),
  };
}
