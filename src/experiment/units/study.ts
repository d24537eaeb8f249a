import type { Outcome } from './outcome.ts';
import type { WorkUnit } from './work-unit.ts';

/**
 * A consumer of outcomes: a sweep wants them all, a search decides by the latest ones what to request next. A driver
 * (this thread, a pool, a queue of machines) asks for units, runs them in any order, and reports the outcomes.
 */
export interface Study {
  /**
   * The next round: units wanted now, none of which has been requested before; empty when the study is over. Called
   * when every unit of the round before has been reported, so that no answer can depend on which run was faster.
   */
  ask(): readonly WorkUnit[];
  tell(unit: WorkUnit, outcome: Outcome): void;
}
