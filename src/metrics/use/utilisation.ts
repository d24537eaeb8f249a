import type { Model } from '../../model/model.ts';
import type { TraceRecord } from '../../trace/record.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import { GrowingTable } from '../columns/growing-table.ts';
import { sharedColumn } from '../columns/shared-column.ts';
import type { Occupancy } from './occupancy.ts';
import type { StepIntegrals } from './step-integrals.ts';

/** `utilisation.csv`: one row per step of the clock and resource: mean share used over the step that ends there. */
export interface UtilisationRow {
  readonly seconds: number;
  /** `proxies.px1.slots`, `proxies.px1.cores`, `datastores.ds1.read`, `repositories.repo1.write`, `tasks.running`, … */
  readonly resource: string;
  /** Share 0 to 1; for `tasks.running` and `tasks.waiting` the mean count. */
  readonly value: number;
}

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

/** Hears of steps that are over; what it is given does not change any more. */
export type UtilisationListener = (columns: UtilisationColumns) => void;

/** Rows that are kept together, and told together: a long run has millions of them. */
const PART_ROWS = 32_768;

/**
 * Some steps that follow each other. `rows`: of uses that will probably come; 0: nobody knows, and most runs are small and
 * tell no other thread.
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

/** The time series of a run, its warm-up too. */
export class UtilisationSeries {
  /** Those that are full. */
  readonly #parts: UtilisationColumns[] = [];
  #part = new Part(0);
  /** Of counters, then of resources. */
  readonly #names: readonly string[];
  readonly #counters: readonly Counter[];
  readonly #before: Float64Array;
  readonly #listener: UtilisationListener | undefined;

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

  /** Of the steps so far, in parts that follow each other. */
  get parts(): readonly UtilisationColumns[] {
    return [...this.#parts, this.#part.columns(this.#names)];
  }

  /** Occupancy must have seen everything before. */
  sample({ at, stepUs, busySeconds }: Extract<TraceRecord, { kind: 'sample' }>): void {
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
    // The next one has room for as much, and for the step by which it has too much.
    if (this.#part.uses.length >= PART_ROWS) this.#closePart(PART_ROWS + this.#names.length);
  }

  runEnded(): void {
    this.#closePart(0);
  }

  /** `rows`: that will probably come yet. */
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

/** One by one, of parts that follow each other. */
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
