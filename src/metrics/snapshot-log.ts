import { changedShare } from '../model/changed-blocks.ts';
import type { Model } from '../model/model.ts';
import { DEFAULTS } from '../scenario/defaults.ts';
import type { TraceRecord } from '../trace/record.ts';
import type { Collector } from './collector.ts';

const US_PER_SECOND = 1e6;

/** The snapshot of one VM in one attempt; whole microseconds, -1 where it never came to that. */
export interface LoggedSnapshot {
  readonly vm: number;
  readonly session: number;
  readonly attempt: number;
  /** -1: its removal was asked for before it stood. */
  readonly createdUs: number;
  removingUs: number;
  removedUs: number;
  deltaBytes: number;
}

/** Every VM snapshot of a run, in order of creation, put together from the run's records. */
export class SnapshotLog {
  readonly snapshots: LoggedSnapshot[] = [];
  readonly #model: Model;
  // By VM run.
  readonly #vm: number[] = [];
  readonly #session: number[] = [];
  readonly #attempt: number[] = [];
  readonly #standing = new Map<number, LoggedSnapshot>();

  constructor(model: Model) {
    this.#model = model;
  }

  step(record: TraceRecord): void {
    switch (record.kind) {
      case 'task-ready': {
        this.#vm[record.vmRun] = this.#model.disks.vmOf(record.disk);
        this.#session[record.vmRun] = record.session;
        this.#attempt[record.vmRun] = record.attempt;
        return;
      }
      case 'snapshot-created':
        this.#enter(record.vmRun, record.at);
        return;
      case 'snapshot-removing': {
        const snapshot = this.#standing.get(record.vmRun) ?? this.#enter(record.vmRun, -1);
        snapshot.removingUs = record.at;
        snapshot.deltaBytes = record.deltaBytes;
        return;
      }
      case 'snapshot-removed':
        this.#standing.get(record.vmRun)!.removedUs = record.at;
        this.#standing.delete(record.vmRun);
        return;
    }
  }

  #enter(vmRun: number, createdUs: number): LoggedSnapshot {
    const snapshot = {
      vm: this.#vm[vmRun]!,
      session: this.#session[vmRun]!,
      attempt: this.#attempt[vmRun]!,
      createdUs,
      removingUs: -1,
      removedUs: -1,
      deltaBytes: 0,
    };
    this.snapshots.push(snapshot);
    this.#standing.set(vmRun, snapshot);
    return snapshot;
  }
}

/** One row of `snapshots.csv`: the snapshot of one VM in one attempt. Null: it never came to that. */
export interface SnapshotRow {
  readonly job: string;
  readonly session: number;
  readonly attempt: number;
  readonly vm: string;
  readonly createdSeconds: number | null;
  readonly removalStartSeconds: number | null;
  readonly goneSeconds: number | null;
  readonly lifeSeconds: number;
  /** What the VM changed while it stood. */
  readonly deltaBytes: number;
  readonly removalSeconds: number | null;
  /** For how long the VM stood still, as estimated. */
  readonly creationStunSeconds: number;
  readonly removalStunSeconds: number | null;
}

/** In order of creation; a snapshot that still stood when the run was cut has lived until then. */
export function* snapshotRows(collector: Collector): Generator<SnapshotRow> {
  for (const snapshot of collector.snapshots.snapshots) yield snapshotRow(collector, snapshot);
}

export function snapshotRow({ model, sessions, end }: Collector, snapshot: LoggedSnapshot): SnapshotRow {
  const { vm, createdUs, removingUs, removedUs, deltaBytes } = snapshot;
  const session = sessions.sessions[snapshot.session]!;
  const removal = removedUs < 0 ? null : removedUs - removingUs;
  const livedUntil = removingUs < 0 ? end.at : removingUs;
  return {
    job: model.jobs[session.job]!.name,
    session: session.number,
    attempt: snapshot.attempt,
    vm: model.vms.nameOf(vm),
    createdSeconds: createdUs < 0 ? null : createdUs / US_PER_SECOND,
    removalStartSeconds: removingUs < 0 ? null : removingUs / US_PER_SECOND,
    goneSeconds: removedUs < 0 ? null : removedUs / US_PER_SECOND,
    lifeSeconds: createdUs < 0 ? 0 : (livedUntil - createdUs) / US_PER_SECOND,
    deltaBytes,
    removalSeconds: removal === null ? null : removal / US_PER_SECOND,
    creationStunSeconds: createdUs < 0 ? 0 : DEFAULTS.snapshotStun.value / US_PER_SECOND,
    removalStunSeconds: removal === null ? null : removalStunUs(model, vm, removal) / US_PER_SECOND,
  };
}

/**
 * For how long a VM stands still when its snapshot goes, microseconds [model]: what it writes while the snapshot is
 * consolidated must itself be consolidated with the VM stopped; at least what creating a snapshot takes [guide].
 */
export function removalStunUs(model: Model, vm: number, removalUs: number): number {
  const { consolidation } = model.scenario.overheads;
  let changed = 0;
  const { used, changeRate } = model.disks.figures;
  for (let disk = model.vms.firstDiskOf(vm); disk < model.vms.endOfDisks(vm); disk++) {
    changed += used[disk]! * changedShare(changeRate[disk]!, removalUs);
  }
  return Math.max(DEFAULTS.snapshotStun.value, Math.round((changed / consolidation) * US_PER_SECOND));
}
