import type { ReplicatedFigures } from './replications/replicated-figures.ts';
import { WINDOW_CLOSED } from './units/outcome.ts';
import type { WindowFigure } from './window-figure.ts';

/** Work of which a part was stopped; for files, absent: nothing was. */
export interface CutShort {
  /**
   * How many tasks of a night, on average, did not come to their end because a window closed or the simulated time was over.
   * Then the window says when the work was stopped, not how long it takes: it can't be compared with others.
   */
  readonly cutShort?: number;
}

export function toldCutShort(
  { figures }: Pick<ReplicatedFigures, 'figures'>,
  figure: WindowFigure,
): CutShort {
  // Of several nights, the end of the simulated time stops the last, and the longest is mostly another.
  const paths = figure === 'window.seconds' ? [WINDOW_CLOSED, 'totals.unfinished'] : [WINDOW_CLOSED];
  const cutShort = paths.reduce((sum, path) => sum + (figures[path]?.mean ?? 0), 0);
  return cutShort === 0 ? {} : { cutShort };
}
