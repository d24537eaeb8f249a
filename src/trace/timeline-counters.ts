import type { Model } from '../model/model.ts';
import { resourceName } from '../model/paths/resource-name.ts';
import { entryWord } from '../scenario/entry-words.ts';
import type { RecordOf, TraceRecord } from './record.ts';
import type { TimelineWriter } from './timeline-writer.ts';

/** The curves of a timeline: numbers of running and waiting tasks, and how busy each resource was per sampling step. */
export class TimelineCounters {
  readonly #writer: TimelineWriter;
  readonly #run: number;
  readonly #resources: readonly { readonly name: string; readonly process: string }[];
  /** By resource: whether its curve is above 0. */
  readonly #isUp: boolean[] = [];
  readonly #counts = { running: 0, waiting: 0 };
  readonly #told = { running: 0, waiting: 0 };
  #atUs = 0;

  constructor(model: Model, writer: TimelineWriter, run: number) {
    this.#writer = writer;
    this.#run = run;
    this.#resources = model.resources.map(({ name }) => {
      const { table, owner, part } = resourceName(name);
      return { name: part, process: `${entryWord(table)} ${owner}` };
    });
  }

  step(record: TraceRecord): void {
    // The curves show only the state at the end of each instant.
    if (record.at !== this.#atUs) this.#tell();
    this.#atUs = record.at;
    switch (record.kind) {
      case 'task-ready':
        this.#counts.waiting++;
        return;
      case 'task-started':
        this.#counts.waiting--;
        this.#counts.running++;
        return;
      case 'task-dropped':
        this.#counts.waiting--;
        return;
      case 'task-ended':
        this.#counts.running--;
        return;
      case 'sample':
        this.#busy(record);
        return;
      case 'run-ended':
        this.#tell();
        return;
    }
  }

  #tell(): void {
    for (const what of ['running', 'waiting'] as const) {
      if (this.#counts[what] === this.#told[what]) continue;
      this.#told[what] = this.#counts[what];
      this.#writer.counter(this.#run, `tasks ${what}`, this.#atUs, this.#counts[what]);
    }
  }

  /** The mean over a step is drawn from the step's beginning. */
  #busy({ at, stepUs, busySeconds }: RecordOf<'sample'>): void {
    busySeconds.forEach((busy, r) => {
      const resource = this.#resources[r];
      if (resource === undefined || (busy === 0 && this.#isUp[r] !== true)) return;
      this.#isUp[r] = busy > 0;
      const share = Math.min(1, (busy * 1e6) / stepUs);
      this.#writer.counter(this.#writer.process(resource.process), resource.name, at - stepUs, share);
    });
  }
}
