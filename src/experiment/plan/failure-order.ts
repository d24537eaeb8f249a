import type { TrialFigures } from './trial-figures.ts';

/**
 * Which of two designs that fail comes closer to the goal: by the share of nights that held, then by the number of
 * unprotected VMs (a design that gives up early also ends early), then by the share of nights without an end, which
 * count as later than any other, then by the mean margin of the remaining nights.
 */
export function compareFailures(a: TrialFigures, b: TrialFigures): number {
  return (
    b.held.share - a.held.share ||
    a.unprotected - b.unprotected ||
    shareWithoutEnd(a) - shareWithoutEnd(b) ||
    (b.spare?.mean ?? 0) - (a.spare?.mean ?? 0)
  );
}

function shareWithoutEnd({ held, spare }: TrialFigures): number {
  return 1 - (spare?.n ?? 0) / held.n;
}
