import { mean } from '../metrics/quantile.ts';
import { type Outcome, WINDOW_CLOSED } from './units/outcome.ts';
import type { WindowFigure } from './window-figure.ts';

/**
 * How many tasks of a night, on average, did not come to their end because a window closed or the simulated time was over.
 * If there are any, the window says when the work was stopped, not how long it takes: it can't be compared with others.
 */
export function cutShort(outcomes: readonly Outcome[], figure: WindowFigure): number {
  // Of several nights, the end of the simulated time stops the last, and the longest is mostly another.
  const paths = figure === 'window.seconds' ? [WINDOW_CLOSED, 'totals.unfinished'] : [WINDOW_CLOSED];
  return mean(outcomes.map(({ figures }) => paths.reduce((sum, path) => sum + (figures[path] ?? 0), 0)));
}
