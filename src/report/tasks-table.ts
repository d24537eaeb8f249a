import type { TaskRow } from '../metrics/summary.ts';
import type { Table } from './column.ts';

/**
 * `tasks.csv`: one row per attempt at one disk, in order of start, then as decided.
 * The first eighteen columns are the published format and keep their names and order; new ones are added behind.
 * Names that a spreadsheet would run as a formula begin with an apostrophe (see `column.ts`).
 */
export const TASKS_TABLE: Table<TaskRow> = {
  file: 'tasks.csv',
  columns: [
    { header: 'job', cell: (row) => row.job },
    { header: 'session', cell: (row) => row.session },
    { header: 'attempt', cell: (row) => row.attempt },
    { header: 'vm', cell: (row) => row.vm },
    { header: 'disk', cell: (row) => row.disk },
    { header: 'proxy', cell: (row) => row.proxy },
    { header: 'mode', cell: (row) => row.mode },
    { header: 'repository', cell: (row) => row.repository },
    { header: 'readySeconds', cell: (row) => row.readySeconds },
    { header: 'startSeconds', cell: (row) => row.startSeconds },
    { header: 'transferStartSeconds', cell: (row) => row.transferStartSeconds },
    { header: 'transferEndSeconds', cell: (row) => row.transferEndSeconds },
    { header: 'endSeconds', cell: (row) => row.endSeconds },
    { header: 'queueWaitSeconds', cell: (row) => row.queueWaitSeconds },
    { header: 'readBytes', cell: (row) => row.readBytes },
    { header: 'transferredBytes', cell: (row) => row.transferredBytes },
    { header: 'result', cell: (row) => row.result },
    { header: 'bottleneck', cell: (row) => row.bottleneck },
    { header: 'waitedFor', cell: waitedFor },
    { header: 'decidedBy', cell: (row) => row.decidedBy },
    { header: 'secondProxy', cell: (row) => row.secondProxy },
    { header: 'secondMode', cell: (row) => row.secondMode },
    { header: 'interruptions', cell: (row) => row.interruptions },
    { header: 'interruptedSeconds', cell: (row) => row.interruptedSeconds },
  ],
};

/** `proxy-slot=12.5;ram=3`: seconds by cause, in the order of the causes. */
function waitedFor(row: TaskRow): string | null {
  if (row.waitedFor.length === 0) return null;
  return row.waitedFor.map(({ cause, seconds }) => `${cause}=${seconds}`).join(';');
}
