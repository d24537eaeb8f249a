import { Hash64 } from '../engine/hash.ts';
import { CONNECTION_MODES } from './mode-number.ts';
import type { TraceRecord, TraceSink } from './record.ts';

/** Changes when the ingredients change, so that old fingerprints stay readable. */
const RECIPE = 1;

const KIND_NUMBER: Readonly<Record<TraceRecord['kind'], number>> = {
  'session-started': 1,
  'task-ready': 2,
  'task-started': 3,
  'snapshot-created': 4,
  'transfer-started': 5,
  'transfer-ended': 6,
  'task-ended': 7,
  'task-dropped': 8,
  'snapshot-removing': 9,
  'snapshot-removed': 10,
  'vm-ended': 11,
  'session-ended': 12,
  'session-missed': 13,
  'proxy-deployed': 14,
  sample: 0,
  'run-ended': 0,
};

/**
 * A hash over the ordered decisions and state changes: time in whole milliseconds, kind, task (or session, VM), proxy,
 * mode. Observers (samples) leave no mark.
 */
export class Fingerprint implements TraceSink {
  readonly #hash = new Hash64();

  record(record: TraceRecord): void {
    const kind = KIND_NUMBER[record.kind];
    if (kind === 0) return;
    this.#hash.add(Math.floor(record.at / 1000));
    this.#hash.add(kind);
    this.#hash.add(subjectOf(record));
    if (record.kind === 'task-started') {
      this.#hash.add(record.proxy);
      this.#hash.add(CONNECTION_MODES.indexOf(record.mode));
    }
  }

  /** `xxxxxxxx-xxxxxxxx@1` */
  digest(): string {
    return `${this.#hash.digest()}@${RECIPE}`;
  }
}

function subjectOf(record: TraceRecord): number {
  if ('task' in record) return record.task;
  if ('vmRun' in record) return record.vmRun;
  if ('session' in record) return record.session;
  if ('job' in record) return record.job;
  return 'proxy' in record ? record.proxy : -1;
}
