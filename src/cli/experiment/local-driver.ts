import type { WorkUnit } from '../../experiment/units/work-unit.ts';
import type { UnitInput } from '../../runs/experiments/experiment-runs.ts';
import type { Io } from '../io.ts';
import type { Driver, Take } from './driver.ts';
import { ThisThread } from './this-thread.ts';

/** Work that takes less than this is done here before threads would have started, milliseconds. */
const WORTH_THREADS_MS = 1000;

/**
 * Runs units on this machine. The first unit runs in this thread to measure its duration; the rest goes to worker
 * threads if that is worth starting them. Even one thread can be: it has a larger young generation than this thread,
 * and leaves this thread free for Ctrl-C and the journal.
 */
export class LocalDriver implements Driver {
  readonly #io: Io;
  readonly #input: UnitInput;
  readonly #workers: number;
  readonly #here: ThisThread;
  #unitMs: number | undefined;
  #pool: Driver | undefined;

  constructor(io: Io, input: UnitInput, workers: number) {
    this.#io = io;
    this.#input = input;
    this.#workers = workers;
    this.#here = new ThisThread(io, input);
  }

  async run(units: readonly WorkUnit[], take: Take): Promise<void> {
    let rest = units;
    if (this.#unitMs === undefined) {
      const started = this.#io.now();
      await this.#here.run(units.slice(0, 1), take);
      this.#unitMs = this.#io.now() - started;
      rest = units.slice(1);
    }
    const driver = await this.#driverOf(rest.length);
    await driver.run(rest, take);
  }

  async close(): Promise<void> {
    await this.#here.close();
    await this.#pool?.close();
  }

  async #driverOf(units: number): Promise<Driver> {
    if (this.#pool !== undefined) return this.#pool;
    if (units * this.#unitMs! < WORTH_THREADS_MS) return this.#here;
    // Loaded only when needed, so that short experiments start faster.
    const { WorkerPool } = await import('./worker-pool.ts');
    const { experiment, sources, policies } = this.#input;
    this.#pool = new WorkerPool(
      { experiment, sources, policyFiles: [...policies.keys()] },
      { workers: this.#workers, unitMs: this.#unitMs! },
    );
    return this.#pool;
  }
}
