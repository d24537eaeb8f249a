import type { LongTable } from '../../report/tables/long-table.ts';
import { SNAPSHOTS_TABLE } from '../../report/tables/snapshots.ts';
import { TASKS_TABLE } from '../../report/tables/tasks.ts';
import { UTILISATION_TABLE } from '../../report/tables/utilisation.ts';

const LONG_TABLES = [TASKS_TABLE, UTILISATION_TABLE, SNAPSHOTS_TABLE];

/**
 * The long table of a file in a result folder. Looked up by name, because a table contains functions and cannot be
 * passed to a thread.
 */
export function longTableOf(file: string): LongTable<unknown> {
  const table = LONG_TABLES.find((one) => one.file === file);
  if (table === undefined) throw new Error(`'${file}' is not the file of a long table`);
  return table as LongTable<unknown>;
}
