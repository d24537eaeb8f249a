import type { WorkUnit } from '../../experiment/units/work-unit.ts';
import type { UnitResult } from '../../runs/experiments/experiment-runs.ts';
import type { ExitCode } from '../exit-code.ts';

/** Called with results as they arrive, in any order; not called again until it has returned. May throw. */
export type Take = (results: readonly UnitResult[]) => Promise<void>;

/**
 * Runs units of work: in this thread, in a pool of threads, or on other machines. All drivers return the same
 * outcomes.
 */
export interface Driver {
  /**
   * Runs every unit once and passes on each result. Ends early with whatever `take` throws, or with Interrupted;
   * throws DriverError if the work cannot continue.
   */
  run(units: readonly WorkUnit[], take: Take): Promise<void>;
  /** Ends everything that it has started, finished or not. */
  close(): Promise<void>;
}

/** The reason why a driver's work failed, outside this program; results passed on before are valid. */
export class DriverError extends Error {
  override readonly name = 'DriverError';
  readonly code: ExitCode;

  constructor(message: string, code: ExitCode) {
    super(message);
    this.code = code;
  }
}
