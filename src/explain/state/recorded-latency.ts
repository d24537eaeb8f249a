import type { Model } from '../../model/model.ts';
import { lastReportedUs, latencyWithoutBackupsUs, sampleEveryUs } from '../../model/read-latency.ts';
import type { TraceRecord } from '../../trace/record.ts';

/** What latency control knew at an instant of a finished run. Datastores by row; microseconds from the start. */
export class RecordedLatency {
  readonly #model: Model;
  readonly #sampledUs: (number | undefined)[] = [];
  readonly #sampledAtUs: (number | undefined)[] = [];
  /** When a transfer last began there: from then on hosts report latency. */
  readonly #readAtUs: (number | undefined)[] = [];
  readonly #startedUs: (number | undefined)[] = [];
  readonly #lastStarted: (number | undefined)[] = [];

  constructor(model: Model) {
    this.#model = model;
  }

  /** A sample takes effect at once, because the scheduler reacts to it at the same instant. */
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
   * Whether another task may start there. Decided by the last sample, or if that is outdated, by the latency without backups. A
   * sample that is too high holds until hosts report a lower one.
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
    const lastUs = lastReportedUs(sampleEveryUs(this.#model, datastore), atUs);
    return (this.#sampledAtUs[datastore] ?? -1) < lastUs && (this.#readAtUs[datastore] ?? -1) < lastUs;
  }

  /** Whether the last start there is long enough ago. */
  spacingAllowsStart(datastore: number, atUs: number): boolean {
    const { spacingUs } = this.#model.scenario.latencyControl;
    if (!this.#model.datastores[datastore]!.isLatencyControlled) return true;
    return atUs - (this.#startedUs[datastore] ?? Number.NEGATIVE_INFINITY) >= spacingUs;
  }

  /** The next instant at which the spacing on some datastore ends; undefined: none is pending. */
  spacingOverUs(nowUs: number): number | undefined {
    const { spacingUs } = this.#model.scenario.latencyControl;
    const later = this.#startedUs.map((at = -spacingUs) => at + spacingUs).filter((at) => at > nowUs);
    return later.length === 0 ? undefined : Math.min(...later);
  }

  /** The task whose start delays further starts on a datastore: a list of one, or empty. */
  lastStartedOn(datastore: number): readonly number[] {
    return [this.#lastStarted[datastore]].filter((task) => task !== undefined);
  }
}
