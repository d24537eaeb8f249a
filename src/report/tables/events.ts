import type { EventRow } from '../../metrics/troubles/events.ts';
import type { Table } from './column.ts';

/**
 * `events.csv`: faults, interruptions, retries, missed starts, rescans, transforms and failures, in order of time.
 */
export const EVENTS_TABLE: Table<EventRow> = {
  file: 'events.csv',
  columns: [
    { header: 'seconds', cell: (row) => row.seconds },
    { header: 'kind', cell: (row) => row.kind },
    { header: 'what', cell: (row) => row.what },
    { header: 'name', cell: (row) => row.name },
    { header: 'detail', cell: (row) => row.detail },
  ],
};
