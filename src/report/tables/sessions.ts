import type { SessionRow } from '../../metrics/sessions/session-rows.ts';
import type { Table } from './column.ts';

/** `sessions.csv`: one row per job session, in order of start. Loads are shares of the transfer time, 0 to 1. */
export const SESSIONS_TABLE: Table<SessionRow> = {
  file: 'sessions.csv',
  columns: [
    { header: 'job', cell: (row) => row.job },
    { header: 'session', cell: (row) => row.session },
    { header: 'kind', cell: (row) => row.kind },
    { header: 'result', cell: (row) => row.result },
    { header: 'startSeconds', cell: (row) => row.startSeconds },
    { header: 'endSeconds', cell: (row) => row.endSeconds },
    { header: 'windowSeconds', cell: (row) => row.window?.seconds ?? null },
    { header: 'closesSeconds', cell: (row) => row.closesSeconds },
    { header: 'overrunSeconds', cell: (row) => row.overrunSeconds },
    { header: 'tasks', cell: (row) => row.tasks },
    { header: 'succeeded', cell: (row) => row.succeeded },
    { header: 'readBytes', cell: (row) => row.readBytes },
    { header: 'transferredBytes', cell: (row) => row.transferredBytes },
    { header: 'processingRateBytesPerSecond', cell: (row) => row.processingRate },
    { header: 'loadSourceShare', cell: (row) => row.load.source },
    { header: 'loadProxyShare', cell: (row) => row.load.proxy },
    { header: 'loadNetworkShare', cell: (row) => row.load.network },
    { header: 'loadTargetShare', cell: (row) => row.load.target },
    { header: 'bottleneck', cell: (row) => row.bottleneck },
    { header: 'queueWaitMeanSeconds', cell: (row) => row.queueWait.mean },
    { header: 'queueWaitP95Seconds', cell: (row) => row.queueWait.p95 },
    { header: 'queueWaitMaxSeconds', cell: (row) => row.queueWait.max },
    { header: 'longestSnapshotSeconds', cell: (row) => row.longestSnapshotSeconds },
    { header: 'attempts', cell: (row) => row.attempts },
    { header: 'transforms', cell: (row) => row.transforms },
    { header: 'transformSeconds', cell: (row) => row.transformSeconds },
    { header: 'failedVms', cell: (row) => row.failedVms },
  ],
};
