import { readKnownTables } from '../../src/cli/import/read-known-tables.ts';
import type { Table } from '../../src/import/tables/table.ts';

/** Every table in files and folders, whatever it holds; whatever cannot be read fails the test. */
export async function tablesOfFiles(...paths: readonly string[]): Promise<readonly Table[]> {
  const any = { isKnown: () => true, code: 'not-a-table', neither: 'no table', how: 'give a table' } as const;
  const { tables, refusals } = await readKnownTables(paths, any);
  if (refusals.length > 0) throw new Error(refusals.map(({ message }) => message).join('; '));
  return tables;
}
