import type { Table } from '../../import/tables/table.ts';
import { type ReadTables, readTablesAt } from './read-tables.ts';

/** The tables of files and of folders (without their empty files): importers take from them what is theirs. */
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
