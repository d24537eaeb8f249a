import type { ThingWaitRow, WaitRow } from '../../metrics/limits/wait-rows.ts';
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

/**
 * `waits-by-thing.csv`: the same for each thing that tasks waited for, by job and cause, ordered by waiting time.
 * `thing` is empty if it has no name.
 */
export const THING_WAITS_TABLE: Table<ThingWaitRow> = {
  file: 'waits-by-thing.csv',
  columns: [
    { header: 'job', cell: (row) => row.job },
    { header: 'cause', cell: (row) => row.cause },
    { header: 'thing', cell: (row) => row.thing },
    { header: 'waitedSeconds', cell: (row) => row.seconds },
  ],
};
