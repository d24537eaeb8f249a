import type { Model } from '../../model/model.ts';
import type { TraceRecord } from '../../trace/record.ts';

/** What latency control knew and did at an instant of a run that is over. Datastores by row, microseconds from the start. */
export class LatencyTold {
  readonly #model: Model;
  readonly #sampledUs: (number | undefined)[] = [];
  readonly #startedUs: (number | undefined)[] = [];
  readonly #lastStarted: (number | undefined)[] = [];

  constructor(model: Model) {
    this.#model = model;
  }

  /** What a sample changes of who may start, the scheduler looks at in the same instant. */
  apply(record: TraceRecord): void {
    if (record.kind === 'latency-sampled') this.#sampledUs[record.datastore] = record.latencyUs;
  }

  started(task: number, datastore: number, atUs: number): void {
    if (!this.#model.datastores[datastore]!.isLatencyControlled) return;
    this.#startedUs[datastore] = atUs;
    this.#lastStarted[datastore] = task;
  }

  /** Whether another task may start there. Before anybody has looked there is no latency. */
  allowsStart(datastore: number): boolean {
    const { stopUs } = this.#model.scenario.latencyControl;
    return (
      !this.#model.datastores[datastore]!.isLatencyControlled || (this.#sampledUs[datastore] ?? 0) < stopUs
    );
  }

  /** Whether the last start there is long enough ago. */
  spacingAllowsStart(datastore: number, atUs: number): boolean {
    const { spacingUs } = this.#model.scenario.latencyControl;
    if (!this.#model.datastores[datastore]!.isLatencyControlled) return true;
    return atUs - (this.#startedUs[datastore] ?? Number.NEGATIVE_INFINITY) >= spacingUs;
  }

  /** When the next start on some datastore is allowed, as far as time alone decides that; undefined: it is now. */
  spacingOverUs(nowUs: number): number | undefined {
    const { spacingUs } = this.#model.scenario.latencyControl;
    const later = this.#startedUs.map((at = -spacingUs) => at + spacingUs).filter((at) => at > nowUs);
    return later.length === 0 ? undefined : Math.min(...later);
  }

  /** Whose start keeps others from starting on a datastore for a while. */
  lastStartedOn(datastore: number): readonly number[] {
    return [this.#lastStarted[datastore]].filter((task) => task !== undefined);
  }
}
