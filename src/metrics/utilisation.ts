import type { Model } from '../model/model.ts';
import type { TraceRecord } from '../trace/record.ts';
import type { Occupancy } from './occupancy.ts';
import type { StepIntegral } from './step-integral.ts';
import type { UtilisationRow } from './summary.ts';

const US_PER_SECOND = 1e6;

/** The time series: for each step of the sampling grid the mean use of everything that was in use at all. */
export class UtilisationSeries {
  readonly rows: UtilisationRow[] = [];
  readonly #model: Model;
  readonly #counters: readonly {
    readonly name: string;
    readonly integral: StepIntegral;
    readonly limit: number;
  }[];
  readonly #before: number[];

  constructor(model: Model, occupancy: Occupancy) {
    this.#model = model;
    this.#counters = [
      { name: 'tasks.running', integral: occupancy.running, limit: 1 },
      { name: 'tasks.waiting', integral: occupancy.waiting, limit: 1 },
      ...model.proxies.map((p, row) => ({
        name: `proxies.${p.name}.slots`,
        integral: occupancy.proxyTasks[row]!,
        limit: p.slots,
      })),
      ...model.repositories.flatMap((r, row) =>
        Number.isFinite(r.slots)
          ? [
              {
                name: `repositories.${r.name}.slots`,
                integral: occupancy.repositorySlots[row]!,
                limit: r.slots,
              },
            ]
          : [],
      ),
    ];
    this.#before = this.#counters.map(() => 0);
  }

  /** Occupancy must have seen the record before. */
  step(record: TraceRecord): void {
    if (record.kind !== 'sample') return;
    const seconds = record.at / US_PER_SECOND;
    this.#counters.forEach(({ name, integral, limit }, c) => {
      const now = integral.integralUs(record.at);
      const mean = (now - this.#before[c]!) / record.stepUs / limit;
      this.#before[c] = now;
      if (mean > 0 || name.startsWith('tasks.')) this.rows.push({ seconds, resource: name, value: mean });
    });
    record.busySeconds.forEach((busy, r) => {
      if (busy <= 0) return;
      const value = Math.min(1, (busy * US_PER_SECOND) / record.stepUs);
      this.rows.push({ seconds, resource: this.#model.resources[r]!.name, value });
    });
  }
}
