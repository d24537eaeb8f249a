import type { WorkUnit } from '../../experiment/units/work-unit.ts';
import type { UnitResult } from '../../runs/experiments/experiment-runs.ts';

/** A batch is over by then, milliseconds: others must not wait long for what one has in hand. */
const BATCH_MS = 128;
/** Units in a batch, however short they are; a power of two. */
const MOST_TOGETHER = 16;
/** What the last batch says counts for so much, since now and then one is held up. */
const WEIGHT = 0.25;

/** Who runs the units of one experiment. */
export interface Crew {
  runBatch(units: readonly WorkUnit[]): Promise<readonly UnitResult[]>;
  /** What a unit took of late, milliseconds; infinite as long as none is done. */
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
 * Units that come one by one, put together into batches where they are short: every message between threads and with the queue
 * wakes somebody, who takes a core from those who compute.
 */
export class UnitBatches {
  readonly #threads: number;
  readonly #now: () => number;
  readonly #waiting: Waiting[] = [];
  #free: number;
  #isWoken = false;

  /** @param threads batches at a time, of all crews together */
  constructor(threads: number, now: () => number) {
    this.#threads = threads;
    this.#now = now;
    this.#free = threads;
  }

  /** How many units that take so long should be in hand at a time: a batch for every thread, and short ones once more for when it is done. */
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

  /** Begins when all that comes at once is there. */
  #wake(): void {
    if (this.#isWoken) return;
    this.#isWoken = true;
    setImmediate(() => {
      this.#isWoken = false;
      while (this.#free > 0 && this.#waiting.length > 0) void this.#runBatch(this.#nextBatch());
    });
  }

  /** Those who have waited longest, and no more than leave a fair share to every thread. */
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

/** In steps of two, since units are fetched one by one whenever more are wanted than before. */
function unitsTogether(unitMs: number): number {
  let together = MOST_TOGETHER;
  while (together > 1 && together * unitMs > BATCH_MS) together /= 2;
  return together;
}

/** The first unit, which the whole experiment is read for, counts for less and less. */
function smoothed(knownMs: number, lastMs: number): number {
  return Number.isFinite(knownMs) ? knownMs + WEIGHT * (lastMs - knownMs) : lastMs;
}
