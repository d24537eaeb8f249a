import {
  type DistributionComparison,
  isOtherDistribution,
} from '../../experiment/statistics/distribution-comparison.ts';
import { counted } from '../../units/counted.ts';
import type { ConditionOutcome } from './conditions.ts';
import { differenceTexts } from './distribution-text.ts';
import { figureLabel } from './figure-label.ts';

/** `--fail-on distribution`: judges all figures together, not one figure against a limit. */
export const DISTRIBUTION_CONDITION = 'distribution';

/** Fails once for every mean and spread that differs, and for every figure that cannot be judged. */
export function judgeDistribution(found: DistributionComparison, side: string): ConditionOutcome[] {
  const outcome = (metric: string, failed: boolean, text: string): ConditionOutcome => ({
    condition: DISTRIBUTION_CONDITION,
    metric,
    side,
    failed,
    text,
  });
  if (!isOtherDistribution(found)) {
    const all = counted(found.figures.length + found.same.length, 'figure');
    const words = found.hasChance ? 'no difference beyond chance' : 'no difference, without chance,';
    return [outcome(DISTRIBUTION_CONDITION, false, `${words} in ${all} of ${side}`)];
  }
  return [
    ...found.figures.flatMap((figure) =>
      differenceTexts({ ...found, figures: [figure] }).map((text) =>
        outcome(figure.metric, true, `${text} in ${side}`),
      ),
    ),
    ...found.untold.map((metric) =>
      outcome(metric, true, `fewer than two replications of a side have ${figureLabel(metric)}`),
    ),
  ];
}
