import type { RecordOf } from '../../trace/record.ts';

/** Records of faults, of reactions to them, and of work other than backups. */
type Remarkable = RecordOf<
  | 'went-down'
  | 'came-up'
  | 'link-degraded'
  | 'connection-lost'
  | 'connection-back'
  | 'tracking-reset'
  | 'rescanned'
  | 'vm-moved'
  | 'volume-moved'
  | 'proxy-deployed'
  | 'task-interrupted'
  | 'task-resumed'
  | 'task-failed-over'
  | 'affinity-not-honoured'
  | 'session-retried'
  | 'session-missed'
  | 'transform-started'
  | 'transform-ended'
>;

/** Ends of tasks and VMs come by the thousand; only those that did not succeed are kept. */
type Ended = RecordOf<'task-ended' | 'vm-ended'>;

export type Incident = Remarkable | Ended;

/** The records of a run that are out of the ordinary, in the order in which they came. */
export class IncidentLog {
  readonly #incidents: Incident[] = [];

  record(record: Remarkable): void {
    this.#incidents.push(record);
  }

  ended(record: Ended): void {
    if (record.result !== 'success') this.#incidents.push(record);
  }

  /** Incidents up to the end of the run. A fault that strikes after all work is done does not belong to it. */
  until(endUs: number): readonly Incident[] {
    return this.#incidents.filter(({ at }) => at <= endUs);
  }
}
