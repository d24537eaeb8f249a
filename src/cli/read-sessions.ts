import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table } from '../import/table.ts';
import { type ReadTables, readTables, unreadable } from './read-tables.ts';

/**
 * The tables of files, and of what lies in folders (.csv, .json and .xlsx, by name, empty files left out): what
 * `readPastSessions` takes the session reports from.
 */
export async function readSessions(paths: readonly string[]): Promise<ReadTables> {
  const tables: Table[] = [];
  for (const path of paths) {
    let inside: string[] | undefined;
    try {
      if ((await stat(path)).isDirectory()) inside = (await readdir(path)).sort();
    } catch (error) {
      return unreadable(path, error);
    }
    const files = inside?.filter((file) => /\.(csv|json|xlsx)$/i.test(file)).map((file) => join(path, file));
    for (const file of files ?? [path]) {
      const read = await readTables(file);
      if (read.ok) tables.push(...read.tables);
      else if (files === undefined || read.code !== 'file-empty') return read;
    }
  }
  return { ok: true, tables };
}
