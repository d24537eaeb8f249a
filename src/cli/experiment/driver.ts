import type { WorkUnit } from '../../experiment/work-unit.ts';
import type { UnitResult } from '../../experiment-runs.ts';

/** Called with results as they come, in any order; while it is at work no further ones are given. May throw. */
export type Take = (results: readonly UnitResult[]) => Promise<void>;

/** Who runs units of work: this thread, a pool of threads, machines elsewhere. All give the same outcomes. */
export interface Driver {
  /** Runs every unit once and hands each result over. Ends early with whatever `take` throws, or Interrupted. */
  run(units: readonly WorkUnit[], take: Take): Promise<void>;
  /** Ends everything that it has started, finished or not. */
  close(): Promise<void>;
}
