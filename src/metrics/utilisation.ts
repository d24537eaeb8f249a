import type { Model } from '../model/model.ts';
import type { TraceRecord } from '../trace/record.ts';
import { GrowingTable } from './growing-table.ts';
import type { Occupancy } from './occupancy.ts';
import type { StepIntegrals } from './step-integrals.ts';
import type { UtilisationRow } from './summary.ts';

const US_PER_SECOND = 1e6;

/** What was in use, step by step: for each step of the sampling grid the mean use of everything that was in use at all. */
export interface UtilisationColumns {
  /** `proxies.px1.slots`, `proxies.px1.cores`, `datastores.ds1.read`, `repositories.repo1.write`, `tasks.running`, … */
  readonly resources: readonly string[];
  /** Where each step ends, seconds. */
  readonly seconds: Float64Array;
  /** Rows of `seconds`, in order, and of `resources`. */
  readonly step: Int32Array;
  readonly resource: Int32Array;
  /** Share 0 to 1; for `tasks.running` and `tasks.waiting` the mean count. */
  readonly value: Float64Array;
}

interface Counter {
  readonly name: string;
  readonly of: StepIntegrals;
  readonly row: number;
  readonly limit: number;
  /** Also where it is 0. */
  readonly isTold: boolean;
}

/** Hears of steps that are over; what it is given is its own. */
export type UtilisationListener = (columns: UtilisationColumns) => void;

/** Rows that are told at once. */
const TOLD_AT_ONCE = 32_768;

/** The time series of a run. */
export class UtilisationSeries {
  readonly #steps = new GrowingTable(
    (rows) => ({ seconds: new Float64Array(rows), firstUse: new Int32Array(rows) }),
    0,
  );
  /** A long run has millions of them. */
  readonly #uses = new GrowingTable(
    (rows) => ({
      step: new Int32Array(rows),
      resource: new Int32Array(rows),
      value: new Float64Array(rows),
    }),
    0,
  );
  /** Of counters, then of resources. */
  readonly #names: readonly string[];
  readonly #counters: readonly Counter[];
  readonly #before: Float64Array;
  readonly #listener: UtilisationListener | undefined;
  /** Steps that the listener has heard of. */
  #told = 0;

  /** The listener hears of many steps at once, as long as the run goes on, and at its end of the rest. */
  constructor(model: Model, occupancy: Occupancy, listener?: UtilisationListener) {
    this.#listener = listener;
    this.#counters = [
      { name: 'tasks.running', of: occupancy.running, row: 0, limit: 1, isTold: true },
      { name: 'tasks.waiting', of: occupancy.waiting, row: 0, limit: 1, isTold: true },
      ...model.proxies.map(({ name, slots }, row) => ({
        name: `proxies.${name}.slots`,
        of: occupancy.proxyTasks,
        row,
        limit: slots,
        isTold: false,
      })),
      ...model.repositories
        .map(({ name, slots }, row) => ({
          name: `repositories.${name}.slots`,
          of: occupancy.repositorySlots,
          row,
          limit: slots,
          isTold: false,
        }))
        .filter(({ limit }) => Number.isFinite(limit)),
    ];
    this.#before = new Float64Array(this.#counters.length);
    this.#names = [...this.#counters, ...model.resources].map(({ name }) => name);
  }

  /** Of the steps so far. */
  get columns(): UtilisationColumns {
    return {
      resources: this.#names,
      seconds: this.#steps.columns.seconds.subarray(0, this.#steps.length),
      step: this.#uses.columns.step.subarray(0, this.#uses.length),
      resource: this.#uses.columns.resource.subarray(0, this.#uses.length),
      value: this.#uses.columns.value.subarray(0, this.#uses.length),
    };
  }

  /** Occupancy must have seen everything before. */
  sample({ at, stepUs, busySeconds }: Extract<TraceRecord, { kind: 'sample' }>): void {
    const step = this.#steps.add();
    this.#steps.columns.seconds[step] = at / US_PER_SECOND;
    this.#steps.columns.firstUse[step] = this.#uses.length;
    for (let c = 0; c < this.#counters.length; c++) {
      const { isTold, of, row, limit } = this.#counters[c]!;
      const now = of.integralUs(row, at);
      const mean = (now - this.#before[c]!) / stepUs / limit;
      this.#before[c] = now;
      if (mean > 0 || isTold) this.#add(step, c, mean);
    }
    for (let r = 0; r < busySeconds.length; r++) {
      const busy = busySeconds[r]!;
      const share = Math.min(1, (busy * US_PER_SECOND) / stepUs);
      if (busy > 0) this.#add(step, this.#counters.length + r, share);
    }
    if (this.#uses.length - this.#firstUntold() >= TOLD_AT_ONCE) this.#tell();
  }

  runEnded(): void {
    this.#tell();
  }

  #firstUntold(): number {
    return this.#told < this.#steps.length ? this.#steps.columns.firstUse[this.#told]! : this.#uses.length;
  }

  #tell(): void {
    if (this.#listener === undefined) return;
    const first = this.#firstUntold();
    const { seconds, step, resource, value } = this.columns;
    const told = this.#told;
    this.#told = seconds.length;
    this.#listener({
      resources: this.#names,
      seconds: seconds.slice(told),
      step: step.subarray(first).map((row) => row - told),
      resource: resource.slice(first),
      value: value.slice(first),
    });
  }

  #add(step: number, resource: number, value: number): void {
    const row = this.#uses.add();
    const uses = this.#uses.columns;
    uses.step[row] = step;
    uses.resource[row] = resource;
    uses.value[row] = value;
  }
}

/** One by one. */
export function* utilisationRows(uses: UtilisationColumns): Generator<UtilisationRow> {
  for (let row = 0; row < uses.value.length; row++) {
    yield {
      seconds: uses.seconds[uses.step[row]!]!,
      resource: uses.resources[uses.resource[row]!]!,
      value: uses.value[row]!,
    };
  }
}
