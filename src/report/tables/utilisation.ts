import type { UtilisationColumns } from '../../metrics/use/utilisation.ts';
import type { LongTable } from './long-table.ts';

/** `utilisation.csv`: the mean over the step of the clock that ends at `seconds`, per resource. */
export const UTILISATION_TABLE: LongTable<UtilisationColumns> = {
  file: 'utilisation.csv',
  rows: ({ value }) => value.length,
  columns: [
    {
      header: 'seconds',
      // A few steps for many rows: each becomes a text but once.
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
