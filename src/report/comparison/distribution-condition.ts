import {
  type DistributionComparison,
  isOtherDistribution,
} from '../../experiment/statistics/distribution-comparison.ts';
import { counted } from '../../units/counted.ts';
import type { ConditionOutcome } from './conditions.ts';
import { differenceTexts } from './distribution-text.ts';
import { figureLabel } from './figure-label.ts';

/** `--fail-on distribution`: not a figure with a limit, but all of them together. */
export const DISTRIBUTION_CONDITION = 'distribution';

/** Fails once for every mean and spread that differs, and for every figure of which nothing can be told. */
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
