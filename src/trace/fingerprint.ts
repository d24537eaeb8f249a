import { Hash64 } from '../engine/random/hash.ts';
import { PARTS } from '../model/parts.ts';
import { CONNECTION_MODES } from './mode-number.ts';
import type { RecordOf, TraceRecord, TraceSink } from './record.ts';

/**
 * Version of what is hashed. Raise it with every change of that, so that fingerprints of different versions are not
 * compared.
 */
const RECIPE = 1;
/** The subject of records that have none. */
const NOTHING = -1;

/**
 * A hash over the ordered decisions and state changes: time in whole milliseconds, kind, task (or session, VM), proxy,
 * mode. Samples do not count, so that observing a run does not change its fingerprint.
 */
export class Fingerprint implements TraceSink {
  readonly #hash = new Hash64();

  /** Hashes the number of the kind and its fields. Fields are read inside each case, because records have many shapes. */
  record(record: TraceRecord): void {
    switch (record.kind) {
      case 'session-started':
        this.#add(1, record.at, record.session);
        return;
      case 'task-ready':
        this.taskReady(record);
        return;
      case 'task-started':
        this.taskStarted(record);
        return;
      case 'snapshot-created':
        this.snapshotCreated(record);
        return;
      case 'transfer-started':
        this.transferStarted(record);
        return;
      case 'transfer-ended':
        this.transferEnded(record);
        return;
      case 'task-ended':
        this.taskEnded(record);
        return;
      case 'task-dropped':
        this.#add(8, record.at, record.task);
        return;
      case 'snapshot-removing':
        this.snapshotRemoving(record);
        return;
      case 'snapshot-removed':
        this.snapshotRemoved(record);
        return;
      case 'vm-ended':
        this.vmEnded(record);
        return;
      case 'session-ended':
        this.#add(12, record.at, record.session);
        return;
      case 'session-missed':
        this.#add(13, record.at, record.job);
        return;
      case 'proxy-deployed':
        this.#add(14, record.at, record.proxy);
        return;
      case 'task-interrupted':
        this.#add(15, record.at, record.task);
        return;
      case 'task-resumed':
        this.#add(16, record.at, record.task);
        return;
      case 'task-failed-over':
        this.#add(17, record.at, record.task);
        this.#hash.add(CONNECTION_MODES.indexOf(record.mode));
        return;
      case 'session-retried':
        this.#add(18, record.at, record.session);
        return;
      case 'transform-started':
        this.#add(19, record.at, record.transform);
        return;
      case 'transform-ended':
        this.#add(20, record.at, record.transform);
        return;
      // A row number is meaningful only together with its table.
      case 'went-down':
        this.#add(21, record.at, record.row);
        this.#hash.add(PARTS.indexOf(record.what));
        return;
      case 'came-up':
        this.#add(22, record.at, record.row);
        this.#hash.add(PARTS.indexOf(record.what));
        return;
      case 'link-degraded':
        this.#add(23, record.at, record.link);
        return;
      // A connection has two ends.
      case 'connection-lost':
        this.#add(24, record.at, record.proxy);
        this.#hash.add(record.datastore);
        return;
      case 'connection-back':
        this.#add(25, record.at, record.proxy);
        this.#hash.add(record.datastore);
        return;
      case 'tracking-reset':
        this.#add(26, record.at, record.vm);
        return;
      case 'rescanned':
        this.#add(27, record.at, NOTHING);
        return;
      // Something that moves has a new host.
      case 'vm-moved':
        this.#add(28, record.at, record.vm);
        this.#hash.add(record.host);
        return;
      case 'volume-moved':
        this.#add(29, record.at, record.datastore);
        this.#hash.add(record.host);
        return;
      // These are no decisions, or the decisions that follow from them are hashed anyway.
      case 'transform-due':
      case 'chain-opened':
      case 'chain-closed':
      case 'affinity-not-honoured':
      case 'latency-sampled':
      case 'sample':
      case 'transfer-cut':
      case 'run-ended':
        return;
    }
  }

  // These records come at least once per disk or VM, so a caller that knows the kind can skip the switch above.

  taskReady({ at, task }: RecordOf<'task-ready'>): void {
    this.#add(2, at, task);
  }

  taskStarted(record: RecordOf<'task-started'>): void {
    this.#add(3, record.at, record.task);
    this.#addPlace(record);
  }

  snapshotCreated({ at, vmRun }: RecordOf<'snapshot-created'>): void {
    this.#add(4, at, vmRun);
  }

  transferStarted({ at, task }: RecordOf<'transfer-started'>): void {
    this.#add(5, at, task);
  }

  transferEnded({ at, task }: RecordOf<'transfer-ended'>): void {
    this.#add(6, at, task);
  }

  taskEnded({ at, task }: RecordOf<'task-ended'>): void {
    this.#add(7, at, task);
  }

  snapshotRemoving({ at, vmRun }: RecordOf<'snapshot-removing'>): void {
    this.#add(9, at, vmRun);
  }

  snapshotRemoved({ at, vmRun }: RecordOf<'snapshot-removed'>): void {
    this.#add(10, at, vmRun);
  }

  vmEnded({ at, vmRun }: RecordOf<'vm-ended'>): void {
    this.#add(11, at, vmRun);
  }

  #add(kind: number, at: number, subject: number): void {
    const hash = this.#hash;
    hash.add(Math.floor(at / 1000));
    hash.add(kind);
    hash.add(subject);
  }

  /** An extent and a second proxy are hashed only if there is one, so that other runs keep their fingerprints. */
  #addPlace(record: RecordOf<'task-started'>): void {
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
