import { mean } from '../../metrics/quantile.ts';
import { meanUnprotected, tightestJob } from './goal.ts';
import type { Trial } from './trial.ts';

/**
 * Which of two designs that do not hold comes closer: by the share of nights that held, then by the VMs left without protection
 * (who gives up early is early), then by the mean time to spare.
 */
export function compareFailures(a: Trial, b: Trial): number {
  return (
    shareHeld(b) - shareHeld(a) ||
    meanUnprotected(a.outcomes) - meanUnprotected(b.outcomes) ||
    meanSpare(b) - meanSpare(a)
  );
}

function shareHeld({ held, outcomes }: Trial): number {
  return held / outcomes.length;
}

/** A night without an end is later than any. */
function meanSpare({ outcomes }: Trial): number {
  return mean(outcomes.map((outcome) => tightestJob(outcome)?.spareSeconds ?? Number.MIN_SAFE_INTEGER));
}
