import type { UtilisationRow } from '../metrics/summary.ts';
import type { Table } from './column.ts';

/** `utilisation.csv`: the mean over the step of the clock that ends at `seconds`, per resource. */
export const UTILISATION_TABLE: Table<UtilisationRow> = {
  file: 'utilisation.csv',
  columns: [
    { header: 'seconds', cell: (row) => row.seconds },
    { header: 'resource', cell: (row) => row.resource },
    { header: 'value', cell: (row) => row.value },
    { header: 'unit', cell: (row) => (row.resource.startsWith('tasks.') ? 'tasks' : 'share') },
  ],
};
