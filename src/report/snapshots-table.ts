import type { SnapshotFigures } from '../metrics/snapshot-columns.ts';
import type { LongTable } from './long-table.ts';

/** `snapshots.csv`: one row per VM snapshot, in order of creation. Stuns are estimates. */
export const SNAPSHOTS_TABLE: LongTable<SnapshotFigures> = {
  file: 'snapshots.csv',
  rows: ({ count }) => count,
  columns: [
    { header: 'job', type: 'name', names: ({ jobs }) => jobs, cell: ({ job }, row) => job[row]! },
    { header: 'session', type: 'count', cell: ({ session }, row) => session[row]! },
    { header: 'attempt', type: 'count', cell: ({ attempt }, row) => attempt[row]! },
    { header: 'vm', type: 'name', names: ({ vms }) => vms, cell: ({ vm }, row) => vm[row]! },
    { header: 'createdSeconds', type: 'amount', cell: ({ created }, row) => created[row]! },
    { header: 'removalStartSeconds', type: 'amount', cell: ({ removalStart }, row) => removalStart[row]! },
    { header: 'goneSeconds', type: 'amount', cell: ({ gone }, row) => gone[row]! },
    { header: 'lifeSeconds', type: 'amount', cell: ({ lifeSeconds }, row) => lifeSeconds[row]! },
    { header: 'deltaBytes', type: 'amount', cell: ({ deltaBytes }, row) => deltaBytes[row]! },
    { header: 'removalSeconds', type: 'amount', cell: ({ removalSeconds }, row) => removalSeconds[row]! },
    {
      header: 'creationStunSeconds',
      type: 'amount',
      cell: ({ creationStunSeconds }, row) => creationStunSeconds[row]!,
    },
    {
      header: 'removalStunSeconds',
      type: 'amount',
      cell: ({ removalStunSeconds }, row) => removalStunSeconds[row]!,
    },
  ],
};
