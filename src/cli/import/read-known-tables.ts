import { textOf } from '../../import/tables/cell.ts';
import { headerRow, type Table } from '../../import/tables/table.ts';
import { readTablesAt, refusal, type TableFileCode, type TableRefusal } from './read-tables.ts';

/** The tables that an import can use, and the message if there are none. */
export interface KnownTables<Code extends string> {
  isKnown(table: Table): boolean;
  /** For a file or folder without such a table. */
  readonly code: Code;
  /** What the tables could have been: `neither proxies, jobs nor sessions`. */
  readonly neither: string;
  /** What to provide instead. */
  readonly how: string;
}

export interface KnownFiles<Code extends string> {
  readonly tables: readonly Table[];
  /** Files that were named and cannot be used, one by one; from folders only files that are damaged. */
  readonly refusals: readonly TableRefusal<TableFileCode | Code>[];
  /** Files of folders without a known table. */
  readonly unused: readonly string[];
}

/** The known tables in files and folders; folders may contain other files. */
export async function readKnownTables<Code extends string>(
  paths: readonly string[],
  { isKnown, code, neither, how }: KnownTables<Code>,
): Promise<KnownFiles<Code>> {
  const tables: Table[] = [];
  const refusals: TableRefusal<TableFileCode | Code>[] = [];
  const unused: string[] = [];
  for (const path of paths) {
    const there = await readTablesAt(path);
    if (!there.ok) {
      refusals.push(there);
      continue;
    }
    let used = 0;
    for (const { path: file, read } of there.files) {
      if (!read.ok) {
        refusals.push(read);
        continue;
      }
      const known = read.tables.filter(isKnown);
      used += known.length;
      tables.push(...known);
      if (known.length > 0) continue;
      if (there.isFolder) unused.push(file);
      else {
        refusals.push(refusal(code, file, `${neither} (${whatIsIn(read.tables[0])}); ${how}`));
      }
    }
    if (there.isFolder && used === 0) {
      refusals.push(refusal(code, path, `nothing in this folder can be used; ${how}`));
    }
  }
  return { tables, refusals, unused };
}

function whatIsIn(table: Table | undefined): string {
  const first = table === undefined ? undefined : headerRow(table);
  const headers = (first ?? []).map(textOf).filter((header) => header !== '');
  return headers.length === 0 ? 'it has no records' : `its columns are ${headers.slice(0, 5).join(', ')}`;
}
