import type { Table } from '../import/table.ts';
import { type ReadTables, readTables, tableFilesAt } from './read-tables.ts';

/** The tables of files and of folders (without their empty files): what `readPastSessions` takes the session reports from. */
export async function readSessions(paths: readonly string[]): Promise<ReadTables> {
  const tables: Table[] = [];
  for (const path of paths) {
    const there = await tableFilesAt(path);
    if (!there.ok) return there;
    for (const file of there.files) {
      const read = await readTables(file);
      if (read.ok) tables.push(...read.tables);
      else if (!there.isFolder || read.code !== 'file-empty') return read;
    }
  }
  return { ok: true, tables };
}
