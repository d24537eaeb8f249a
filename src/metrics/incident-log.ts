import type { TraceRecord, TraceSink } from '../trace/record.ts';

/** Kinds of records that tell of troubles, of what is done about them, and of work beside the backups. */
const KINDS = [
  'went-down',
  'came-up',
  'link-degraded',
  'connection-lost',
  'connection-back',
  'tracking-reset',
  'rescanned',
  'proxy-deployed',
  'task-interrupted',
  'task-resumed',
  'task-failed-over',
  'affinity-not-honoured',
  'session-retried',
  'session-missed',
  'transform-started',
  'transform-ended',
] as const satisfies readonly TraceRecord['kind'][];

/** Tasks and VMs end by the thousand; only what went wrong with them is kept. */
export type Incident = Extract<
  TraceRecord,
  { readonly kind: (typeof KINDS)[number] | 'task-ended' | 'vm-ended' }
>;

/** What of a run's records is out of the ordinary, as it came. */
export class IncidentLog implements TraceSink {
  readonly #incidents: Incident[] = [];
  readonly #kinds: ReadonlySet<string> = new Set(KINDS);

  record(record: TraceRecord): void {
    if (this.#isIncident(record)) this.#incidents.push(record);
  }

  /** Up to the end of the run: what strikes when all work is done is no part of it. */
  until(endUs: number): readonly Incident[] {
    return this.#incidents.filter(({ at }) => at <= endUs);
  }

  #isIncident(record: TraceRecord): record is Incident {
    if (record.kind === 'task-ended' || record.kind === 'vm-ended') return record.result !== 'success';
    return this.#kinds.has(record.kind);
  }
}
