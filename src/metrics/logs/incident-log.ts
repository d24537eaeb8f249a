import type { TraceRecord } from '../../trace/record.ts';

/** Records that tell of troubles, of what is done about them, and of work beside the backups. */
type Remarkable = Extract<
  TraceRecord,
  {
    readonly kind:
      | 'went-down'
      | 'came-up'
      | 'link-degraded'
      | 'connection-lost'
      | 'connection-back'
      | 'tracking-reset'
      | 'rescanned'
      | 'proxy-deployed'
      | 'task-interrupted'
      | 'task-resumed'
      | 'task-failed-over'
      | 'affinity-not-honoured'
      | 'session-retried'
      | 'session-missed'
      | 'transform-started'
      | 'transform-ended';
  }
>;

/** Tasks and VMs end by the thousand; only what went wrong with them is kept. */
type Ended = Extract<TraceRecord, { readonly kind: 'task-ended' | 'vm-ended' }>;

export type Incident = Remarkable | Ended;

/** What of a run's records is out of the ordinary, as it came. */
export class IncidentLog {
  readonly #incidents: Incident[] = [];

  record(record: Remarkable): void {
    this.#incidents.push(record);
  }

  ended(record: Ended): void {
    if (record.result !== 'success') this.#incidents.push(record);
  }

  /** Up to the end of the run: what strikes when all work is done is no part of it. */
  until(endUs: number): readonly Incident[] {
    return this.#incidents.filter(({ at }) => at <= endUs);
  }
}
