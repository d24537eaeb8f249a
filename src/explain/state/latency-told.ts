import type { Model } from '../../model/model.ts';
import { lastToldUs, latencyWithoutBackupsUs, sampleEveryUs } from '../../model/read-latency.ts';
import type { TraceRecord } from '../../trace/record.ts';

/** What latency control knew and did at an instant of a run that is over. Datastores by row, microseconds from the start. */
export class LatencyTold {
  readonly #model: Model;
  readonly #sampledUs: (number | undefined)[] = [];
  readonly #sampledAtUs: (number | undefined)[] = [];
  /** When somebody last began to read there: hosts tell from then on. */
  readonly #readAtUs: (number | undefined)[] = [];
  readonly #startedUs: (number | undefined)[] = [];
  readonly #lastStarted: (number | undefined)[] = [];

  constructor(model: Model) {
    this.#model = model;
  }

  /** What a sample changes of who may start, the scheduler looks at in the same instant. */
  apply(record: TraceRecord): void {
    if (record.kind !== 'latency-sampled') return;
    this.#sampledUs[record.datastore] = record.latencyUs;
    this.#sampledAtUs[record.datastore] = record.at;
  }

  reads(datastore: number, atUs: number): void {
    this.#readAtUs[datastore] = atUs;
  }

  started(task: number, datastore: number, atUs: number): void {
    if (!this.#model.datastores[datastore]!.isLatencyControlled) return;
    this.#startedUs[datastore] = atUs;
    this.#lastStarted[datastore] = task;
  }

  /**
   * Whether another task may start there: by the last sample, or where that is of long ago by what one would read without backups.
   * Where it was too high hosts tell when it no longer is.
   */
  allowsStart(datastore: number, atUs: number): boolean {
    const { isLatencyControlled } = this.#model.datastores[datastore]!;
    const { latencyControl, datastores, clock } = this.#model.scenario;
    const { latency } = datastores[datastore]!;
    if (!isLatencyControlled || latency === undefined) return true;
    const sampledUs = this.#sampledUs[datastore] ?? 0;
    const isHigh = sampledUs >= latencyControl.stopUs;
    const known = isHigh || !this.#isOld(datastore, atUs);
    return (
      (known ? sampledUs : latencyWithoutBackupsUs(latency, clock.startUs, atUs)) < latencyControl.stopUs
    );
  }

  #isOld(datastore: number, atUs: number): boolean {
    const lastUs = lastToldUs(sampleEveryUs(this.#model, datastore), atUs);
    return (this.#sampledAtUs[datastore] ?? -1) < lastUs && (this.#readAtUs[datastore] ?? -1) < lastUs;
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
