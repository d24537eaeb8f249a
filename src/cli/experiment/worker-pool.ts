import { Piscina } from 'piscina';
import type { Experiment } from '../../experiment/designs/experiment.ts';
import type { WorkUnit } from '../../experiment/units/work-unit.ts';
import type { UnitResult } from '../../runs/experiments/experiment-runs.ts';
import type { ScenarioSources } from '../../scenario/sources.ts';
import { threadFile } from '../files/thread-file.ts';
import type { Driver, Take } from './driver.ts';

/** What a thread needs to run units: plain data, read once by the code that starts it. */
export interface PoolInput {
  readonly experiment: Experiment;
  readonly sources: ScenarioSources;
  /** Policy files, which each thread reads for itself. */
  readonly policyFiles: readonly string[];
}

export interface PoolOptions {
  readonly workers: number;
  /** Duration of a unit, as far as known, milliseconds. */
  readonly unitMs: number;
}

/**
 * Target duration of a batch: far above the 0.1 ms that passing it on costs, and short enough for a progress line.
 */
const BATCH_MS = 50;
/** At least this many batches per worker, so that none is idle while another works off the rest. */
const BATCHES_PER_WORKER = 4;
/**
 * Room for a run's short-lived objects (tens of MB), so that few of them are alive when the collector runs, which is
 * when a third of this is full. With the default of 48 MB a night of 600 disks takes a quarter longer, and the
 * collector's own threads take cores from the other workers. More than this gains nothing.
 */
const YOUNG_GENERATION_MB = 192;

/** Runs units in worker threads. */
export class WorkerPool implements Driver {
  readonly #pool: Piscina<readonly WorkUnit[], UnitResult[]>;
  readonly #options: PoolOptions;

  constructor(input: PoolInput, options: PoolOptions) {
    this.#options = options;
    this.#pool = new Piscina({
      filename: threadFile(import.meta.url, 'worker').href,
      name: 'runBatch',
      minThreads: options.workers,
      maxThreads: options.workers,
      maxQueue: Number.POSITIVE_INFINITY,
      workerData: input,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
  }

  async run(units: readonly WorkUnit[], take: Take): Promise<void> {
    // One after the other, because `take` must not be called twice at once.
    let taken: Promise<void> = Promise.resolve();
    const batches = this.#batches(units).map(async (batch) => {
      const results = await this.runBatch(batch);
      taken = taken.then(() => take(results));
      await taken;
    });
    await Promise.all(batches);
  }

  /** Runs units one after the other in the next free thread; results are in the order of the units. */
  runBatch(batch: readonly WorkUnit[]): Promise<UnitResult[]> {
    return this.#pool.run(batch);
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  /** Adjacent units stay together, because most are replications of one design. */
  #batches(units: readonly WorkUnit[]): WorkUnit[][] {
    const { workers, unitMs } = this.#options;
    const enough = Math.ceil(BATCH_MS / Math.max(unitMs, 0.01));
    const fair = Math.ceil(units.length / (workers * BATCHES_PER_WORKER));
    const size = Math.max(1, Math.min(enough, fair));
    const batches: WorkUnit[][] = [];
    for (let from = 0; from < units.length; from += size) batches.push(units.slice(from, from + size));
    return batches;
  }
}
