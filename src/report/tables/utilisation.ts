import type { UtilisationColumns } from '../../metrics/use/utilisation.ts';
import type { LongTable } from './long-table.ts';

/** `utilisation.csv`: the mean use of each resource over the clock step that ends at `seconds`. */
export const UTILISATION_TABLE: LongTable<UtilisationColumns> = {
  file: 'utilisation.csv',
  rows: ({ value }) => value.length,
  columns: [
    {
      header: 'seconds',
      // Many rows share few instants: each is converted to text only once.
      type: 'name',
      names: ({ seconds }) => Array.from(seconds, String),
      cells: ({ step }) => step,
    },
    {
      header: 'resource',
      type: 'name',
      names: ({ resources }) => resources,
      cells: ({ resource }) => resource,
    },
    { header: 'value', type: 'amount', cells: ({ value }) => value },
    {
      header: 'unit',
      type: 'name',
      names: ({ resources }) =>
        Array.from(resources, (name) => (name.startsWith('tasks.') ? 'tasks' : 'share')),
      cells: ({ resource }) => resource,
    },
  ],
};
