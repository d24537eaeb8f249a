import type { WaitRow } from '../../metrics/wait-rows.ts';
import type { Table } from './column.ts';

/** `waits.csv`: what tasks waited for, by job and cause; `waitedSeconds` is the sum over the tasks. */
export const WAITS_TABLE: Table<WaitRow> = {
  file: 'waits.csv',
  columns: [
    { header: 'job', cell: (row) => row.job },
    { header: 'cause', cell: (row) => row.cause },
    { header: 'tasks', cell: (row) => row.tasks },
    { header: 'waitedSeconds', cell: (row) => row.seconds },
  ],
};
