import { SECOND_US } from '../../units/civil-time.ts';
import type { Collector } from '../collector.ts';
import { NameTable } from './name-table.ts';
import { sharedColumn } from './shared-column.ts';
import { NEVER, secondsAt } from './task-columns.ts';

/** VM snapshots, one per attempt at a VM, in order of creation, column by column. */
export interface SnapshotColumns {
  readonly count: number;
  readonly vms: readonly string[];
  readonly jobs: readonly string[];
  readonly vm: Uint32Array;
  readonly job: Uint32Array;
  readonly session: Uint32Array;
  /** Seconds; NEVER if it did not happen. */
  readonly created: Float64Array;
  readonly lifeSeconds: Float64Array;
  /** Of its life, the time in which no disk of its VM was in work: those that were left waited. */
  readonly idleSeconds: Float64Array;
  readonly removalSeconds: Float64Array;
  readonly deltaBytes: Float64Array;
  /** Estimated total stun of its VM, at creation and at removal. */
  readonly stunSeconds: Float32Array;
}

/** Further columns of the same snapshots, in the same order. */
export interface SnapshotFigures extends SnapshotColumns {
  readonly attempt: Uint32Array;
  readonly removalStart: Float64Array;
  readonly gone: Float64Array;
  readonly creationStunSeconds: Float64Array;
  readonly removalStunSeconds: Float64Array;
}

/** Throws before the run has ended. */
export function snapshotFigures({
  model,
  sessions,
  vmRuns,
  snapshots: log,
  end,
}: Collector): SnapshotFigures {
  const { count, snapshots } = log;
  const vms = new NameTable(model.vms.length, (row) => model.vms.nameOf(row), true);
  const jobs = new NameTable(model.jobs.length, (row) => model.jobs[row]!.name);
  const found = {
    count,
    vms: vms.names,
    jobs: jobs.names,
    vm: sharedColumn(Uint32Array, count),
    job: sharedColumn(Uint32Array, count),
    session: sharedColumn(Uint32Array, count),
    created: inSeconds(snapshots.createdUs, count),
    lifeSeconds: sharedColumn(Float64Array, count),
    idleSeconds: sharedColumn(Float64Array, count),
    removalSeconds: sharedColumn(Float64Array, count),
    deltaBytes: sharedColumn(Float64Array, count),
    stunSeconds: sharedColumn(Float32Array, count),
    attempt: sharedColumn(Uint32Array, count),
    removalStart: inSeconds(snapshots.removingUs, count),
    gone: inSeconds(snapshots.removedUs, count),
    creationStunSeconds: sharedColumn(Float64Array, count),
    removalStunSeconds: inSeconds(snapshots.removalStunUs, count),
  };
  for (let row = 0; row < count; row++) {
    const vmRun = snapshots.vmRun[row]!;
    const { job, number } = sessions.sessions[vmRuns.runs.session[vmRun]!]!;
    const removal = snapshots.removedUs[row]! - snapshots.removingUs[row]!;
    found.vm[row] = vms.number(vmRuns.runs.vm[vmRun]!);
    found.job[row] = jobs.number(job);
    found.session[row] = number;
    found.lifeSeconds[row] = log.lifeUs(row, end.at) / SECOND_US;
    found.idleSeconds[row] = log.idleUs(row, end.at) / SECOND_US;
    found.removalSeconds[row] = snapshots.removedUs[row]! < 0 ? NEVER : removal / SECOND_US;
    found.deltaBytes[row] = log.deltaBytes(row, end.at);
    found.attempt[row] = vmRuns.runs.attempt[vmRun]!;
    found.creationStunSeconds[row] = log.creationStunUs(row) / SECOND_US;
    found.stunSeconds[row] = found.creationStunSeconds[row]! + Math.max(0, found.removalStunSeconds[row]!);
  }
  return found;
}

function inSeconds(us: Float64Array, count: number): Float64Array {
  const seconds = sharedColumn(Float64Array, count);
  for (let row = 0; row < count; row++) seconds[row] = secondsAt(us[row]!);
  return seconds;
}

/** One row of `snapshots.csv`: the snapshot of one VM in one attempt. Null: it did not happen. */
export interface SnapshotRow {
  readonly job: string;
  readonly session: number;
  readonly attempt: number;
  readonly vm: string;
  readonly createdSeconds: number | null;
  readonly removalStartSeconds: number | null;
  readonly goneSeconds: number | null;
  readonly lifeSeconds: number;
  /** Bytes that the VM changed in that life. */
  readonly deltaBytes: number;
  readonly removalSeconds: number | null;
  /** Estimated stun of the VM. */
  readonly creationStunSeconds: number;
  readonly removalStunSeconds: number | null;
  /** Of its life, the time in which no disk of its VM was in work: those that were left waited. */
  readonly idleSeconds: number;
}

/** Yields row by row, so that the rows need not be in memory at once. */
export function* snapshotRows(snapshots: SnapshotFigures): Generator<SnapshotRow> {
  const time = (at: number) => (at === NEVER ? null : at);
  for (let row = 0; row < snapshots.count; row++) {
    yield {
      job: snapshots.jobs[snapshots.job[row]!]!,
      session: snapshots.session[row]!,
      attempt: snapshots.attempt[row]!,
      vm: snapshots.vms[snapshots.vm[row]!]!,
      createdSeconds: time(snapshots.created[row]!),
      removalStartSeconds: time(snapshots.removalStart[row]!),
      goneSeconds: time(snapshots.gone[row]!),
      lifeSeconds: snapshots.lifeSeconds[row]!,
      deltaBytes: snapshots.deltaBytes[row]!,
      removalSeconds: time(snapshots.removalSeconds[row]!),
      creationStunSeconds: snapshots.creationStunSeconds[row]!,
      removalStunSeconds: time(snapshots.removalStunSeconds[row]!),
      idleSeconds: snapshots.idleSeconds[row]!,
    };
  }
}
