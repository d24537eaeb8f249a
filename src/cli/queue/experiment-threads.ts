import { workUnit } from '../../experiment/units/work-unit.ts';
import type { UnitResult } from '../../runs/experiments/experiment-runs.ts';
import { WorkerPool } from '../experiment/worker-pool.ts';
import type { Parcel } from './parcel.ts';
import { type Crew, UnitBatches } from './unit-batches.ts';
import type { UnitJob, UnitQueue } from './unit-queue.ts';

/** Most experiments that keep their threads: one that ends and one that begins. */
const MOST_OPEN = 2;

interface Ready extends Crew {
  readonly parcel: Parcel;
  readonly pool: WorkerPool;
}

interface Open {
  readonly opening: Promise<Ready>;
  /** Undefined until the experiment has been read. */
  ready: Ready | undefined;
  /** Number of units received and not yet finished. */
  units: number;
}

/**
 * Threads of a worker that run units of any experiment in its queue. Never the worker's own thread: if it is blocked
 * for long, it cannot renew its locks, and the queue takes it for dead.
 */
export class ExperimentThreads {
  readonly #queue: UnitQueue;
  readonly #workers: number;
  readonly #batches: UnitBatches;
  /** By parcel, in order of last use. */
  readonly #open = new Map<string, Open>();

  constructor(queue: UnitQueue, workers: number, now: () => number) {
    this.#queue = queue;
    this.#workers = workers;
    this.#batches = new UnitBatches(workers, now);
  }

  /**
   * How many units this worker should hold. No other worker can run those, so it holds more than it has threads only
   * if all its experiments have shown that their units are short.
   */
  get wanted(): number {
    const inHand = [...this.#open.values()].filter(({ units }) => units > 0);
    const unitMs = inHand.map(({ ready }) => ready?.unitMs ?? Number.POSITIVE_INFINITY);
    return inHand.length === 0 ? this.#workers : this.#batches.inHand(Math.max(...unitMs));
  }

  /** Throws if there is no result; the queue then retries the unit. */
  async run({ parcel, unit }: UnitJob): Promise<UnitResult> {
    const open = this.#experiment(parcel);
    open.units++;
    try {
      const ready = await open.opening;
      const { experiment } = ready.parcel;
      const { id } = workUnit(experiment, unit.design, unit.point, unit.replication);
      if (id !== unit.id) throw new Error('it is no unit of the experiment that it came with');
      return await this.#batches.run(ready, unit);
    } finally {
      open.units--;
      await this.#closeIdle();
    }
  }

  async close(): Promise<void> {
    for (const { opening } of this.#open.values()) await (await opening.catch(() => undefined))?.pool.close();
  }

  #experiment(name: string): Open {
    const open = this.#open.get(name) ?? this.#begin(name);
    this.#open.delete(name);
    this.#open.set(name, open);
    return open;
  }

  #begin(name: string): Open {
    const open: Open = { opening: this.#ready(name), ready: undefined, units: 0 };
    open.opening.then(
      (ready) => {
        open.ready = ready;
      },
      // After a failure the next unit tries again to read it.
      () => this.#open.delete(name),
    );
    return open;
  }

  async #ready(name: string): Promise<Ready> {
    const parcel = await this.#queue.parcel(name);
    if (parcel === undefined) throw new Error('its experiment is not in the queue any more');
    const pool = new WorkerPool({ ...parcel, policyFiles: [] }, { workers: this.#workers, unitMs: 1 });
    return {
      parcel,
      pool,
      runBatch: (units) => pool.runBatch(units),
      unitMs: Number.POSITIVE_INFINITY,
    };
  }

  async #closeIdle(): Promise<void> {
    for (const [name, { opening, units }] of this.#open) {
      if (this.#open.size <= MOST_OPEN) return;
      if (units > 0) continue;
      this.#open.delete(name);
      await (await opening.catch(() => undefined))?.pool.close();
    }
  }
}
