import type { Table } from '../../import/tables/table.ts';
import { type ReadTables, readTablesAt } from './read-tables.ts';

/** The tables in files and folders (without empty files); each importer picks those that it knows. */
export async function tablesOfPaths(paths: readonly string[]): Promise<ReadTables> {
  const tables: Table[] = [];
  for (const path of paths) {
    const there = await readTablesAt(path);
    if (!there.ok) return there;
    for (const { read } of there.files) {
      if (!read.ok) return read;
      tables.push(...read.tables);
    }
  }
  return { ok: true, tables };
}
