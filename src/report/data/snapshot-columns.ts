import type { SnapshotRow } from '../../metrics/snapshot-log.ts';
import { NameTable } from './name-table.ts';
import { NEVER } from './task-columns.ts';

/** The rows of `snapshots.csv`, column by column and in the same order. */
export interface SnapshotColumns {
  readonly count: number;
  readonly vms: readonly string[];
  readonly jobs: readonly string[];
  readonly vm: Uint32Array;
  readonly job: Uint16Array;
  readonly session: Uint32Array;
  /** Seconds; NEVER where it did not come to that. */
  readonly created: Float64Array;
  readonly lifeSeconds: Float64Array;
  readonly removalSeconds: Float64Array;
  readonly deltaBytes: Float64Array;
  /** For how long its VM stood still when it was made and when it was removed, as estimated. */
  readonly stunSeconds: Float32Array;
}

export function snapshotColumns(rows: Iterable<SnapshotRow>): SnapshotColumns {
  const vms = new NameTable();
  const jobs = new NameTable();
  const kept = [...rows].map((row) => ({
    vm: vms.row(row.vm),
    job: jobs.row(row.job),
    row,
  }));
  return {
    count: kept.length,
    vms: vms.names,
    jobs: jobs.names,
    vm: Uint32Array.from(kept, ({ vm }) => vm),
    job: Uint16Array.from(kept, ({ job }) => job),
    session: Uint32Array.from(kept, ({ row }) => row.session),
    created: Float64Array.from(kept, ({ row }) => row.createdSeconds ?? NEVER),
    lifeSeconds: Float64Array.from(kept, ({ row }) => row.lifeSeconds),
    removalSeconds: Float64Array.from(kept, ({ row }) => row.removalSeconds ?? NEVER),
    deltaBytes: Float64Array.from(kept, ({ row }) => row.deltaBytes),
    stunSeconds: Float32Array.from(
      kept,
      ({ row }) => row.creationStunSeconds + (row.removalStunSeconds ?? 0),
    ),
  };
}
