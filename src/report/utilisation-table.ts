import type { UtilisationColumns } from '../metrics/utilisation.ts';
import type { LongTable } from './long-table.ts';

/** `utilisation.csv`: the mean over the step of the clock that ends at `seconds`, per resource. */
export const UTILISATION_TABLE: LongTable<UtilisationColumns> = {
  file: 'utilisation.csv',
  rows: ({ value }) => value.length,
  columns: [
    { header: 'seconds', type: 'amount', cell: ({ seconds, step }, row) => seconds[step[row]!]! },
    {
      header: 'resource',
      type: 'name',
      names: ({ resources }) => resources,
      cell: ({ resource }, row) => resource[row]!,
    },
    { header: 'value', type: 'amount', cell: ({ value }, row) => value[row]! },
    {
      header: 'unit',
      type: 'name',
      names: ({ resources }) => resources.map((name) => (name.startsWith('tasks.') ? 'tasks' : 'share')),
      cell: ({ resource }, row) => resource[row]!,
    },
  ],
};
