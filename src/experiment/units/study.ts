import type { Outcome } from './outcome.ts';
import type { WorkUnit } from './work-unit.ts';

/**
 * Somebody who wants outcomes: a sweep wants them all, a search decides by the last ones what it wants next. Whoever runs
 * the work (this thread, a pool, a queue of machines) asks, runs what it gets in any order, and tells.
 */
export interface Study {
  /**
   * The next round: units that are wanted now, none of them asked for before; none at all when the study is over. Called when
   * every unit of the round before has been told, so that no answer can depend on who was faster.
   */
  ask(): readonly WorkUnit[];
  tell(unit: WorkUnit, outcome: Outcome): void;
}
