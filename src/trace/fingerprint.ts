import { Hash64 } from '../engine/hash.ts';
import { CONNECTION_MODES } from './mode-number.ts';
import { PARTS, type TraceRecord, type TraceSink } from './record.ts';

/** Changes when the ingredients change, so that old fingerprints stay readable. */
const RECIPE = 1;
/** The subject of what has none. */
const NOTHING = -1;

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
  'task-interrupted': 15,
  'task-resumed': 16,
  'task-failed-over': 17,
  'session-retried': 18,
  'transform-started': 19,
  'transform-ended': 20,
  'went-down': 21,
  'came-up': 22,
  'link-degraded': 23,
  'connection-lost': 24,
  'connection-back': 25,
  'tracking-reset': 26,
  rescanned: 27,
  // What slots of chains, samples of latency and preferences tell is told by the decisions that they lead to.
  'chain-opened': 0,
  'chain-closed': 0,
  'affinity-not-honoured': 0,
  'latency-sampled': 0,
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
    switch (record.kind) {
      case 'task-started':
        this.#addPlace(record);
        return;
      case 'task-failed-over':
        this.#hash.add(CONNECTION_MODES.indexOf(record.mode));
        return;
      // A row is one of a table, and a connection has two ends.
      case 'went-down':
      case 'came-up':
        this.#hash.add(PARTS.indexOf(record.what));
        return;
      case 'connection-lost':
      case 'connection-back':
        this.#hash.add(record.datastore);
        return;
    }
  }

  /** Where there is but one proxy and no choice of repository, nothing else is said. */
  #addPlace(record: Extract<TraceRecord, { kind: 'task-started' }>): void {
    const { proxy, mode, second, isExtent, repository } = record;
    this.#hash.add(proxy);
    this.#hash.add(CONNECTION_MODES.indexOf(mode));
    if (isExtent) this.#hash.add(repository);
    if (second === null) return;
    this.#hash.add(second.proxy);
    this.#hash.add(CONNECTION_MODES.indexOf(second.mode));
  }

  /** `xxxxxxxx-xxxxxxxx@1` */
  digest(): string {
    return `${this.#hash.digest()}@${RECIPE}`;
  }
}

/** A switch, since a question of what a record has costs more than the hash. */
function subjectOf(record: TraceRecord): number {
  switch (record.kind) {
    case 'snapshot-created':
    case 'snapshot-removing':
    case 'snapshot-removed':
    case 'vm-ended':
      return record.vmRun;
    case 'transform-started':
    case 'transform-ended':
      return record.transform;
    case 'session-started':
    case 'session-retried':
    case 'session-ended':
      return record.session;
    case 'session-missed':
      return record.job;
    case 'proxy-deployed':
    case 'connection-lost':
    case 'connection-back':
      return record.proxy;
    case 'went-down':
    case 'came-up':
      return record.row;
    case 'link-degraded':
      return record.link;
    case 'tracking-reset':
      return record.vm;
    case 'rescanned':
    case 'chain-opened':
    case 'chain-closed':
    case 'latency-sampled':
    case 'sample':
    case 'run-ended':
      return NOTHING;
    default:
      return record.task;
  }
}
