import { compareFailures } from '../../experiment/plan/failure-order.ts';
import type { TrialFigures } from '../../experiment/plan/trial-figures.ts';
import { designWords } from '../wording/design-words.ts';
import { bestDesign, type PlanData, type RunDesign, wasRun } from './plan-data.ts';
import { costWords, meanWords } from './words.ts';

/** A mean margin that is worse by no more than this share of it is nearly the same. Our choice. */
const NEARLY = 0.1;

/**
 * Where no design holds and a cheaper one comes nearly as close as the closest: what it costs and how late it is. Nobody wants
 * to pay much for a window that is missed by five minutes less.
 */
export function nearlyAsCloseLines(plan: PlanData): string[] {
  const best = bestDesign(plan);
  const cheaper = plan.designs
    .filter(wasRun)
    .filter(({ cost, nights }) => cost < best.cost && isNearlyAsClose(nights, best.nights));
  const [cheapest] = cheaper.sort((a, b) => a.cost - b.cost || compareFailures(a.nights, b.nights));
  if (cheapest === undefined) return [];
  const cost = `${costWords(cheapest.cost, plan)} instead of ${costWords(best.cost, plan)}`;
  return [`Cheaper and nearly as close: ${designWords(cheapest)} (${cost}; ${marginWords(cheapest, best)})`];
}

/** The same but for the mean margin, which is nearly as good. */
function isNearlyAsClose(nights: TrialFigures, best: TrialFigures): boolean {
  const { spare } = best;
  if (nights.spare === null || spare === null) return false;
  const lacking = spare.mean - nights.spare.mean;
  if (lacking > NEARLY * Math.abs(spare.mean)) return false;
  // With the same margin only what counts more is left: nights held, VMs unprotected, nights without an end.
  return compareFailures(nights, { ...best, spare: { ...spare, mean: nights.spare.mean } }) === 0;
}

function marginWords(design: RunDesign, best: RunDesign): string {
  const [own, its] = [meanWords(design.nights), meanWords(best.nights)];
  return own === its ? `also ${own}` : `${own} instead of ${its}`;
}
