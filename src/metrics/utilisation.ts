import type { Model } from '../model/model.ts';
import type { TraceRecord } from '../trace/record.ts';
import { NumberList } from './number-list.ts';
import type { Occupancy } from './occupancy.ts';
import type { StepIntegral } from './step-integral.ts';
import type { UtilisationRow } from './summary.ts';

const US_PER_SECOND = 1e6;

/** The time series: for each step of the sampling grid the mean use of everything that was in use at all. */
export class UtilisationSeries {
  /** What was in use, step by step: kept as numbers, since a long run has millions of them. */
  readonly #thing = new NumberList();
  readonly #value = new NumberList();
  readonly #steps: { readonly seconds: number; readonly first: number }[] = [];
  /** Of counters, then of resources. */
  readonly #names: readonly string[];
  readonly #counters: readonly {
    readonly name: string;
    readonly integral: StepIntegral;
    readonly limit: number;
    /** Also where it is 0. */
    readonly isTold: boolean;
  }[];
  readonly #before: number[];

  constructor(model: Model, occupancy: Occupancy) {
    this.#counters = [
      { name: 'tasks.running', integral: occupancy.running, limit: 1, isTold: true },
      { name: 'tasks.waiting', integral: occupancy.waiting, limit: 1, isTold: true },
      ...model.proxies.map((p, row) => ({
        name: `proxies.${p.name}.slots`,
        integral: occupancy.proxyTasks[row]!,
        limit: p.slots,
        isTold: false,
      })),
      ...model.repositories.flatMap((r, row) =>
        Number.isFinite(r.slots)
          ? [
              {
                name: `repositories.${r.name}.slots`,
                integral: occupancy.repositorySlots[row]!,
                limit: r.slots,
                isTold: false,
              },
            ]
          : [],
      ),
    ];
    this.#before = this.#counters.map(() => 0);
    this.#names = [...this.#counters, ...model.resources].map(({ name }) => name);
  }

  /** One and the same row, which becomes the next one: there are millions, and whoever keeps one copies it. */
  *rows(): Generator<UtilisationRow> {
    const row = { seconds: 0, resource: '', value: 0 };
    for (const [step, { seconds, first }] of this.#steps.entries()) {
      const end = this.#steps[step + 1]?.first ?? this.#value.length;
      row.seconds = seconds;
      for (let use = first; use < end; use++) {
        row.resource = this.#names[this.#thing.at(use)]!;
        row.value = this.#value.at(use);
        yield row;
      }
    }
  }

  /** Occupancy must have seen the record before. */
  step(record: TraceRecord): void {
    if (record.kind !== 'sample') return;
    this.#steps.push({ seconds: record.at / US_PER_SECOND, first: this.#value.length });
    this.#counters.forEach(({ isTold, integral, limit }, c) => {
      const now = integral.integralUs(record.at);
      const mean = (now - this.#before[c]!) / record.stepUs / limit;
      this.#before[c] = now;
      if (mean > 0 || isTold) this.#tell(c, mean);
    });
    record.busySeconds.forEach((busy, r) => {
      if (busy > 0)
        this.#tell(this.#counters.length + r, Math.min(1, (busy * US_PER_SECOND) / record.stepUs));
    });
  }

  #tell(thing: number, value: number): void {
    this.#thing.push(thing);
    this.#value.push(value);
  }
}
