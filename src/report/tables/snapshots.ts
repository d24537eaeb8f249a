import type { SnapshotFigures } from '../../metrics/columns/snapshot-columns.ts';
import type { LongTable } from './long-table.ts';

/** `snapshots.csv`: one row per VM snapshot, in order of creation. Stun times are estimates. */
export const SNAPSHOTS_TABLE: LongTable<SnapshotFigures> = {
  file: 'snapshots.csv',
  rows: ({ count }) => count,
  columns: [
    { header: 'job', type: 'name', names: ({ jobs }) => jobs, cells: ({ job }) => job },
    { header: 'session', type: 'count', cells: ({ session }) => session },
    { header: 'attempt', type: 'count', cells: ({ attempt }) => attempt },
    { header: 'vm', type: 'name', names: ({ vms }) => vms, cells: ({ vm }) => vm },
    { header: 'createdSeconds', type: 'amount', cells: ({ created }) => created },
    { header: 'removalStartSeconds', type: 'amount', cells: ({ removalStart }) => removalStart },
    { header: 'goneSeconds', type: 'amount', cells: ({ gone }) => gone },
    { header: 'lifeSeconds', type: 'amount', cells: ({ lifeSeconds }) => lifeSeconds },
    { header: 'deltaBytes', type: 'amount', cells: ({ deltaBytes }) => deltaBytes },
    { header: 'removalSeconds', type: 'amount', cells: ({ removalSeconds }) => removalSeconds },
    {
      header: 'creationStunSeconds',
      type: 'amount',
      cells: ({ creationStunSeconds }) => creationStunSeconds,
    },
    { header: 'removalStunSeconds', type: 'amount', cells: ({ removalStunSeconds }) => removalStunSeconds },
    { header: 'idleSeconds', type: 'amount', cells: ({ idleSeconds }) => idleSeconds },
  ],
};
