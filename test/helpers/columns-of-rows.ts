import type { SnapshotFigures, SnapshotRow } from '../../src/metrics/columns/snapshot-columns.ts';
import { NEVER } from '../../src/metrics/columns/task-columns.ts';
import type { UtilisationColumns, UtilisationRow } from '../../src/metrics/use/utilisation.ts';

/** Steps of the clock as a run would have them. */
export function utilisationColumns(rows: readonly UtilisationRow[]): UtilisationColumns {
  const resources = [...new Set(rows.map(({ resource }) => resource))];
  const seconds = [...new Set(rows.map((row) => row.seconds))];
  return {
    resources,
    seconds: Float64Array.from(seconds),
    step: Int32Array.from(rows, (row) => seconds.indexOf(row.seconds)),
    resource: Int32Array.from(rows, ({ resource }) => resources.indexOf(resource)),
    value: Float64Array.from(rows, ({ value }) => value),
  };
}

/** Snapshots as a run would have them. */
export function snapshotFigures(rows: readonly SnapshotRow[]): SnapshotFigures {
  const vms = [...new Set(rows.map(({ vm }) => vm))];
  const jobs = [...new Set(rows.map(({ job }) => job))];
  const figures = (of: (row: SnapshotRow) => number | null) =>
    Float64Array.from(rows, (row) => of(row) ?? NEVER);
  return {
    count: rows.length,
    vms,
    jobs,
    vm: Uint32Array.from(rows, ({ vm }) => vms.indexOf(vm)),
    job: Uint32Array.from(rows, ({ job }) => jobs.indexOf(job)),
    session: Uint32Array.from(rows, ({ session }) => session),
    attempt: Uint32Array.from(rows, ({ attempt }) => attempt),
    created: figures((row) => row.createdSeconds),
    removalStart: figures((row) => row.removalStartSeconds),
    gone: figures((row) => row.goneSeconds),
    lifeSeconds: figures((row) => row.lifeSeconds),
    removalSeconds: figures((row) => row.removalSeconds),
    deltaBytes: figures((row) => row.deltaBytes),
    creationStunSeconds: figures((row) => row.creationStunSeconds),
    removalStunSeconds: figures((row) => row.removalStunSeconds),
    idleSeconds: figures((row) => row.idleSeconds),
    stunSeconds: Float32Array.from(rows, (row) => row.creationStunSeconds + (row.removalStunSeconds ?? 0)),
  };
}
