import { textOf } from '../../import/tables/cell.ts';
import { isBlank, type Table } from '../../import/tables/table.ts';
import { readTablesAt, refusal, type TableFileCode, type TableRefusal } from './read-tables.ts';

/** The tables that an import has a use for, and what is said where there are none. */
export interface KnownTables<Code extends string> {
  isKnown(table: Table): boolean;
  /** Of a file, or a folder, without any. */
  readonly code: Code;
  /** What they could be: `neither proxies, jobs nor sessions`. */
  readonly neither: string;
  /** What to give. */
  readonly how: string;
}

export interface KnownFiles<Code extends string> {
  readonly tables: readonly Table[];
  /** Files that are given and of no use, one by one; of a folder only those that are broken. */
  readonly refusals: readonly TableRefusal<TableFileCode | Code>[];
}

/** The known tables of files, and of what lies in folders, in which other files may lie. */
export async function readKnownTables<Code extends string>(
  paths: readonly string[],
  { isKnown, code, neither, how }: KnownTables<Code>,
): Promise<KnownFiles<Code>> {
  const tables: Table[] = [];
  const refusals: TableRefusal<TableFileCode | Code>[] = [];
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
      if (!there.isFolder && known.length === 0) {
        refusals.push(refusal(code, file, `${neither} (${whatIsIn(read.tables[0])}); ${how}`));
      }
    }
    if (there.isFolder && used === 0) {
      refusals.push(refusal(code, path, `no file in this folder is one of them; ${how}`));
    }
  }
  return { tables, refusals };
}

function whatIsIn(table: Table | undefined): string {
  const first = table?.rows.find((cells) => !cells.every(isBlank));
  const headers = (first ?? []).map(textOf).filter((header) => header !== '');
  return headers.length === 0 ? 'it has no records' : `its columns are ${headers.slice(0, 5).join(', ')}`;
}
