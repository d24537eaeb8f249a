import type { TaskRow } from '../metrics/summary.ts';
import type { TypedTable } from './column.ts';

/**
 * `tasks.csv`: one row per attempt at one disk, in order of start, then as decided.
 * The first eighteen columns are the published format and keep their names and order; new ones are added behind.
 * Names that a spreadsheet would run as a formula begin with an apostrophe (see `column.ts`).
 */
export const TASKS_TABLE: TypedTable<TaskRow> = {
  file: 'tasks.csv',
  columns: [
    { header: 'job', type: 'text', cell: (row) => row.job },
    { header: 'session', type: 'count', cell: (row) => row.session },
    { header: 'attempt', type: 'count', cell: (row) => row.attempt },
    { header: 'vm', type: 'text', cell: (row) => row.vm },
    { header: 'disk', type: 'text', cell: (row) => row.disk },
    { header: 'proxy', type: 'text', cell: (row) => row.proxy },
    { header: 'mode', type: 'text', cell: (row) => row.mode },
    { header: 'repository', type: 'text', cell: (row) => row.repository },
    { header: 'readySeconds', type: 'amount', cell: (row) => row.readySeconds },
    { header: 'startSeconds', type: 'amount', cell: (row) => row.startSeconds },
    { header: 'transferStartSeconds', type: 'amount', cell: (row) => row.transferStartSeconds },
    { header: 'transferEndSeconds', type: 'amount', cell: (row) => row.transferEndSeconds },
    { header: 'endSeconds', type: 'amount', cell: (row) => row.endSeconds },
    { header: 'queueWaitSeconds', type: 'amount', cell: (row) => row.queueWaitSeconds },
    { header: 'readBytes', type: 'amount', cell: (row) => row.readBytes },
    { header: 'transferredBytes', type: 'amount', cell: (row) => row.transferredBytes },
    { header: 'result', type: 'text', cell: (row) => row.result },
    { header: 'bottleneck', type: 'text', cell: (row) => row.bottleneck },
    { header: 'waitedFor', type: 'text', cell: waitedFor },
    { header: 'decidedBy', type: 'text', cell: (row) => row.decidedBy },
    { header: 'secondProxy', type: 'text', cell: (row) => row.secondProxy },
    { header: 'secondMode', type: 'text', cell: (row) => row.secondMode },
    { header: 'interruptions', type: 'count', cell: (row) => row.interruptions },
    { header: 'interruptedSeconds', type: 'amount', cell: (row) => row.interruptedSeconds },
  ],
};

/** `proxy-slot=12.5;ram=3`: seconds by cause, in the order of the causes. */
function waitedFor(row: TaskRow): string | null {
  if (row.waitedFor.length === 0) return null;
  return row.waitedFor.map(({ cause, seconds }) => `${cause}=${seconds}`).join(';');
}
