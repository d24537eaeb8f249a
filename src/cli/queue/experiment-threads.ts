import { workUnit } from '../../experiment/work-unit.ts';
import type { UnitResult } from '../../runs/experiments/experiment-runs.ts';
import { WorkerPool } from '../experiment/worker-pool.ts';
import type { Parcel } from './parcel.ts';
import type { UnitJob, UnitQueue } from './unit-queue.ts';

/** Experiments that keep their threads: one that ends and one that begins. */
const MOST_OPEN = 2;

interface Open {
  readonly parcel: Parcel;
  readonly pool: WorkerPool;
  running: number;
}

/**
 * Threads of a worker, which run units of whatever experiments come from its queue. Never in the worker's own thread: who is busy
 * there for long cannot tell the queue that he is alive.
 */
export class ExperimentThreads {
  readonly #queue: UnitQueue;
  readonly #workers: number;
  /** By parcel, the one used last at the end. */
  readonly #open = new Map<string, Promise<Open>>();

  constructor(queue: UnitQueue, workers: number) {
    this.#queue = queue;
    this.#workers = workers;
  }

  /** Throws where there is no result; the queue has it tried again then. */
  async run({ parcel, unit }: UnitJob): Promise<UnitResult> {
    const open = await this.#experiment(parcel);
    const { experiment } = open.parcel;
    const { id } = workUnit(experiment, unit.design, unit.point, unit.replication);
    if (id !== unit.id) throw new Error('it is no unit of the experiment that it came with');
    open.running++;
    try {
      let result: UnitResult | undefined;
      await open.pool.run([unit], async ([only]) => {
        result = only;
      });
      return result!;
    } finally {
      open.running--;
      await this.#closeIdle();
    }
  }

  async close(): Promise<void> {
    for (const opening of this.#open.values()) await (await opening.catch(() => undefined))?.pool.close();
  }

  #experiment(name: string): Promise<Open> {
    const open = this.#open.get(name) ?? this.#begin(name);
    this.#open.delete(name);
    this.#open.set(name, open);
    // One that could not be read is asked for again by the next unit.
    open.catch(() => this.#open.delete(name));
    return open;
  }

  async #begin(name: string): Promise<Open> {
    const parcel = await this.#queue.parcel(name);
    if (parcel === undefined) throw new Error('its experiment is not in the queue any more');
    const pool = new WorkerPool({ ...parcel, policyFiles: [] }, { workers: this.#workers, unitMs: 1 });
    return { parcel, pool, running: 0 };
  }

  async #closeIdle(): Promise<void> {
    for (const [name, opening] of this.#open) {
      if (this.#open.size <= MOST_OPEN) return;
      const open = await opening.catch(() => undefined);
      if (open === undefined || open.running > 0) continue;
      this.#open.delete(name);
      await open.pool.close();
    }
  }
}
