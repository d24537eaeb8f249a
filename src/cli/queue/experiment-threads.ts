import { workUnit } from '../../experiment/units/work-unit.ts';
import type { UnitResult } from '../../runs/experiments/experiment-runs.ts';
import { WorkerPool } from '../experiment/worker-pool.ts';
import type { Parcel } from './parcel.ts';
import { type Crew, UnitBatches } from './unit-batches.ts';
import type { UnitJob, UnitQueue } from './unit-queue.ts';

/** Experiments that keep their threads: one that ends and one that begins. */
const MOST_OPEN = 2;

interface Ready extends Crew {
  readonly parcel: Parcel;
  readonly pool: WorkerPool;
}

interface Open {
  readonly opening: Promise<Ready>;
  /** Undefined until it is there. */
  ready: Ready | undefined;
  /** Units in hand. */
  units: number;
}

/**
 * Threads of a worker, which run units of whatever experiments come from its queue. Never in the worker's own thread: who is busy
 * there for long cannot tell the queue that he is alive.
 */
export class ExperimentThreads {
  readonly #queue: UnitQueue;
  readonly #workers: number;
  readonly #batches: UnitBatches;
  /** By parcel, the one used last at the end. */
  readonly #open = new Map<string, Open>();

  constructor(queue: UnitQueue, workers: number, now: () => number) {
    this.#queue = queue;
    this.#workers = workers;
    this.#batches = new UnitBatches(workers, now);
  }

  /**
   * How many units should be in hand. What this worker holds no other one can do, so more than there are threads only where all
   * experiments in hand have shown that their units are short.
   */
  get wanted(): number {
    const inHand = [...this.#open.values()].filter(({ units }) => units > 0);
    const unitMs = inHand.map(({ ready }) => ready?.unitMs ?? Number.POSITIVE_INFINITY);
    return inHand.length === 0 ? this.#workers : this.#batches.inHand(Math.max(...unitMs));
  }

  /** Throws where there is no result; the queue has it tried again then. */
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
      // One that could not be read is asked for again by the next unit.
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
