import type { Outcome } from './units/outcome.ts';

/** The figure by which runs are compared. */
export type WindowFigure = 'window.seconds' | 'nights.longestSeconds';

/**
 * The window of the run or, where every run that did something has several nights, of its longest night: from first to last
 * task such a run takes days whatever is changed.
 */
export function windowFigure(outcomes: readonly Pick<Outcome, 'figures'>[]): WindowFigure {
  const ran = outcomes.filter(({ figures }) => figures['window.seconds'] !== undefined);
  const haveNights = ran.every(({ figures }) => figures['nights.longestSeconds'] !== undefined);
  return ran.length > 0 && haveNights ? 'nights.longestSeconds' : 'window.seconds';
}
