import type { Model } from '../../model/model.ts';
import type { RecordOf } from '../../trace/record.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import { GrowingTable } from '../columns/growing-table.ts';
import { sharedColumn } from '../columns/shared-column.ts';
import type { Occupancy } from './occupancy.ts';
import type { StepIntegrals } from './step-integrals.ts';

/** One row of `utilisation.csv`: the mean use of one resource over the sampling step that ends at `seconds`. */
export interface UtilisationRow {
  readonly seconds: number;
  /** `proxies.px1.slots`, `proxies.px1.cores`, `datastores.ds1.read`, `repositories.repo1.write`, `tasks.running`, … */
  readonly resource: string;
  /** Share 0 to 1; for `tasks.running` and `tasks.waiting` the mean count. */
  readonly value: number;
}

/** Mean use of every resource in every step of the sampling grid; resources that were not in use in a step are left out. */
export interface UtilisationColumns {
  /** `proxies.px1.slots`, `proxies.px1.cores`, `datastores.ds1.read`, `repositories.repo1.write`, `tasks.running`, … */
  readonly resources: readonly string[];
  /** Where each step ends, seconds. */
  readonly seconds: Float64Array;
  /** Rows of `seconds` (ascending) and of `resources`. */
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
  /** Reported even where it is 0. */
  readonly isTold: boolean;
}

/** Receives finished steps, whose columns no longer change. */
export type UtilisationListener = (columns: UtilisationColumns) => void;

/** Rows after which a part is closed and passed to the listener: a long run has millions of rows. */
const PART_ROWS = 32_768;

/**
 * Consecutive steps. `rows`: the probable number of rows, which get shared memory; 0: unknown, as for the first part, because
 * most runs are small and pass nothing to another thread.
 */
class Part {
  readonly steps = new GrowingTable((rows) => ({ seconds: new Float64Array(rows) }), 0);
  readonly uses: GrowingTable<{ step: Int32Array; resource: Int32Array; value: Float64Array }>;

  constructor(rows: number) {
    const wholes = (room: number) => (rows > 0 ? sharedColumn(Int32Array, room) : new Int32Array(room));
    const amounts = (room: number) => (rows > 0 ? sharedColumn(Float64Array, room) : new Float64Array(room));
    this.uses = new GrowingTable(
      (room) => ({ step: wholes(room), resource: wholes(room), value: amounts(room) }),
      0,
      rows,
    );
  }

  columns(resources: readonly string[]): UtilisationColumns {
    const { step, resource, value } = this.uses.columns;
    const rows = this.uses.length;
    return {
      resources,
      seconds: this.steps.columns.seconds.subarray(0, this.steps.length),
      step: step.subarray(0, rows),
      resource: resource.subarray(0, rows),
      value: value.subarray(0, rows),
    };
  }
}

/** The time series of a run, including its warm-up. */
export class UtilisationSeries {
  /** Parts that are closed. */
  readonly #parts: UtilisationColumns[] = [];
  #part = new Part(0);
  /** Names of the counters, followed by those of the resources. */
  readonly #names: readonly string[];
  readonly #counters: readonly Counter[];
  readonly #before: Float64Array;
  readonly #listener: UtilisationListener | undefined;

  /** `listener` receives many steps at a time during the run, and the rest at its end. */
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

  /** All steps so far, in consecutive parts. */
  get parts(): readonly UtilisationColumns[] {
    return [...this.#parts, this.#part.columns(this.#names)];
  }

  /** Occupancy must have received all earlier records. */
  sample({ at, stepUs, busySeconds }: RecordOf<'sample'>): void {
    const { steps } = this.#part;
    const step = steps.add();
    steps.columns.seconds[step] = at / SECOND_US;
    for (let c = 0; c < this.#counters.length; c++) {
      const { isTold, of, row, limit } = this.#counters[c]!;
      const now = of.wholeIntegralUs(row, at);
      const mean = (now - this.#before[c]!) / stepUs / limit;
      this.#before[c] = now;
      if (mean > 0 || isTold) this.#add(step, c, mean);
    }
    for (let r = 0; r < busySeconds.length; r++) {
      const busy = busySeconds[r]!;
      const share = Math.min(1, (busy * SECOND_US) / stepUs);
      if (busy > 0) this.#add(step, this.#counters.length + r, share);
    }
    // The next part has room for as many rows plus the step with which it exceeds them.
    if (this.#part.uses.length >= PART_ROWS) this.#closePart(PART_ROWS + this.#names.length);
  }

  runEnded(): void {
    this.#closePart(0);
  }

  /** `rows`: the probable number of rows still to come. */
  #closePart(rows: number): void {
    const part = this.#part.columns(this.#names);
    this.#parts.push(part);
    this.#part = new Part(rows);
    this.#listener?.(part);
  }

  #add(step: number, resource: number, value: number): void {
    const { uses } = this.#part;
    const row = uses.add();
    const { columns } = uses;
    columns.step[row] = step;
    columns.resource[row] = resource;
    columns.value[row] = value;
  }
}

/** Yields the rows of consecutive parts one by one, so that they need not be in memory at once. */
export function* utilisationRows(parts: readonly UtilisationColumns[]): Generator<UtilisationRow> {
  for (const { resources, seconds, step, resource, value } of parts) {
    for (let row = 0; row < value.length; row++) {
      yield {
        seconds: seconds[step[row]!]!,
        resource: resources[resource[row]!]!,
        value: value[row]!,
      };
    }
  }
}
