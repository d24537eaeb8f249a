import type { WorkUnit } from '../../experiment/units/work-unit.ts';
import type { UnitResult } from '../../runs/experiments/experiment-runs.ts';

/** Target duration of a batch, milliseconds: other workers must not wait long for the units that one holds. */
const BATCH_MS = 128;
/** Most units in a batch, however short they are; a power of two. */
const MOST_TOGETHER = 16;
/** Weight of the latest batch in the mean duration; it is below 1 because a batch is delayed now and then. */
const WEIGHT = 0.25;

/** The threads of one experiment. */
export interface Crew {
  runBatch(units: readonly WorkUnit[]): Promise<readonly UnitResult[]>;
  /** Recent mean duration of a unit, milliseconds; infinite until one is done. */
  unitMs: number;
}

interface Waiting {
  readonly crew: Crew;
  readonly unit: WorkUnit;
  /** It was in a batch that failed. */
  readonly isSuspect: boolean;
  readonly resolve: (result: UnitResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Groups short units, which arrive one by one, into batches: every message between threads or to the queue wakes some
 * thread, which takes a core from those that compute.
 */
export class UnitBatches {
  readonly #threads: number;
  readonly #now: () => number;
  readonly #waiting: Waiting[] = [];
  #free: number;
  #isWoken = false;

  /** @param threads number of batches at a time, over all crews */
  constructor(threads: number, now: () => number) {
    this.#threads = threads;
    this.#now = now;
    this.#free = threads;
  }

  /**
   * How many units of this duration to hold at a time: one batch per thread, and for short units a second one to
   * start when the first is done.
   */
  inHand(unitMs: number): number {
    const together = unitsTogether(unitMs);
    return together === 1 ? this.#threads : 2 * together * this.#threads;
  }

  run(crew: Crew, unit: WorkUnit): Promise<UnitResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ crew, unit, isSuspect: false, resolve, reject });
      this.#wake();
    });
  }

  /** Deferred until all units that arrive together are there. */
  #wake(): void {
    if (this.#isWoken) return;
    this.#isWoken = true;
    setImmediate(() => {
      this.#isWoken = false;
      while (this.#free > 0 && this.#waiting.length > 0) void this.#runBatch(this.#nextBatch());
    });
  }

  /** The units that have waited longest, but no more than a fair share for each thread. */
  #nextBatch(): Waiting[] {
    const first = this.#waiting[0]!;
    const share = Math.ceil(this.#waiting.length / this.#threads);
    const most = first.isSuspect ? 1 : Math.min(share, unitsTogether(first.crew.unitMs));
    const end = this.#waiting.findIndex(
      ({ crew, isSuspect }, i) => i >= most || crew !== first.crew || (isSuspect && i > 0),
    );
    return this.#waiting.splice(0, end < 0 ? most : end);
  }

  async #runBatch(batch: readonly Waiting[]): Promise<void> {
    const { crew } = batch[0]!;
    const startedMs = this.#now();
    this.#free--;
    try {
      const results = await crew.runBatch(batch.map(({ unit }) => unit));
      crew.unitMs = smoothed(crew.unitMs, (this.#now() - startedMs) / batch.length);
      for (const [i, { resolve }] of batch.entries()) resolve(results[i]!);
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error);
      else this.#waiting.unshift(...batch.map((each) => ({ ...each, isSuspect: true })));
    } finally {
      this.#free++;
      this.#wake();
    }
  }
}

/** In powers of two, because units are fetched one by one whenever the wanted number rises. */
function unitsTogether(unitMs: number): number {
  let together = MOST_TOGETHER;
  while (together > 1 && together * unitMs > BATCH_MS) together /= 2;
  return together;
}

/** An exponential mean. The first unit is slow, because the whole experiment is read for it; its weight decays. */
function smoothed(knownMs: number, lastMs: number): number {
  return Number.isFinite(knownMs) ? knownMs + WEIGHT * (lastMs - knownMs) : lastMs;
}
