import type { TrialFigures } from './trial-figures.ts';

/**
 * Which of two designs that do not hold comes closer: by the share of nights that held, then by the VMs left without protection
 * (who gives up early is early), then by the share of nights without an end, which are later than any, then by the mean time to
 * spare of the others.
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
