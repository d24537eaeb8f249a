import { endOfGrid, type TimeGrid } from '../../report/data/time-grid.ts';
import type { TimeView } from './time-view.ts';

/** Which of several grids is drawn: the last that covers all that is visible. The first one is of the whole run. */
export function finestGrid(grids: readonly TimeGrid[], { from, to }: Pick<TimeView, 'from' | 'to'>): number {
  return Math.max(
    0,
    grids.findLastIndex((grid) => grid.fromSeconds <= from && to <= endOfGrid(grid)),
  );
}
