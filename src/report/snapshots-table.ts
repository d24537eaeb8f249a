import type { SnapshotRow } from '../metrics/snapshot-log.ts';
import type { Table } from './column.ts';

/** `snapshots.csv`: one row per VM snapshot, in order of creation. Stuns are estimates. */
export const SNAPSHOTS_TABLE: Table<SnapshotRow> = {
  file: 'snapshots.csv',
  columns: [
    { header: 'job', cell: (row) => row.job },
    { header: 'session', cell: (row) => row.session },
    { header: 'attempt', cell: (row) => row.attempt },
    { header: 'vm', cell: (row) => row.vm },
    { header: 'createdSeconds', cell: (row) => row.createdSeconds },
    { header: 'removalStartSeconds', cell: (row) => row.removalStartSeconds },
    { header: 'goneSeconds', cell: (row) => row.goneSeconds },
    { header: 'lifeSeconds', cell: (row) => row.lifeSeconds },
    { header: 'deltaBytes', cell: (row) => row.deltaBytes },
    { header: 'removalSeconds', cell: (row) => row.removalSeconds },
    { header: 'creationStunSeconds', cell: (row) => row.creationStunSeconds },
    { header: 'removalStunSeconds', cell: (row) => row.removalStunSeconds },
  ],
};
