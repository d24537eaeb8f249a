import type { WorkUnit } from '../../experiment/units/work-unit.ts';
import type { UnitResult } from '../../runs/experiments/experiment-runs.ts';
import type { ExitCode } from '../exit-code.ts';

/** Called with results as they come, in any order; while it is at work no further ones are given. May throw. */
export type Take = (results: readonly UnitResult[]) => Promise<void>;

/** Who runs units of work: this thread, a pool of threads, machines elsewhere. All give the same outcomes. */
export interface Driver {
  /**
   * Runs every unit once and hands each result over. Ends early with whatever `take` throws, or Interrupted; throws DriverError
   * when the work cannot go on.
   */
  run(units: readonly WorkUnit[], take: Take): Promise<void>;
  /** Ends everything that it has started, finished or not. */
  close(): Promise<void>;
}

/** What the work of a driver came to grief on, beyond the reach of this program; what it handed over before is good. */
export class DriverError extends Error {
  override readonly name = 'DriverError';
  readonly code: ExitCode;

  constructor(message: string, code: ExitCode) {
    super(message);
    this.code = code;
  }
}
