import { textOf } from '../../import/cell.ts';
import { isBackupServerTable } from '../../import/powershell.ts';
import type { Table } from '../../import/table.ts';
import { readTablesAt, refusal, type TableFileCode, type TableRefusal } from './read-tables.ts';

/** Codes of what can keep a file from being read; stable, the messages are free to improve. */
export type BackupServerFileCode = TableFileCode | 'not-of-a-backup-server';

export interface BackupServerFiles {
  readonly tables: readonly Table[];
  /** Files that are given and of no use, one by one; of a folder only those that are broken. */
  readonly refusals: readonly TableRefusal<BackupServerFileCode>[];
}

/**
 * The tables of files, and of what lies in folders, that a backup server has anything to do with. In a folder other files may
 * lie.
 */
export async function readBackupServer(paths: readonly string[]): Promise<BackupServerFiles> {
  const tables: Table[] = [];
  const refusals: TableRefusal<BackupServerFileCode>[] = [];
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
      const known = read.tables.filter(isBackupServerTable);
      used += known.length;
      tables.push(...known);
      if (!there.isFolder && known.length === 0) refusals.push(unknownTable(file, read.tables[0]));
    }
    if (there.isFolder && used === 0) {
      refusals.push(refusal('not-of-a-backup-server', path, `no file in this folder is one of them; ${HOW}`));
    }
  }
  return { tables, refusals };
}

const HOW =
  'give a health check’s folder, or proxies, servers, repositories, jobs as Export-Csv, ConvertTo-Json or the REST interface writes them';

function unknownTable(path: string, table: Table | undefined): TableRefusal<'not-of-a-backup-server'> {
  const headers = (table?.rows[0] ?? []).map(textOf).filter((header) => header !== '');
  const seen =
    headers.length === 0 ? 'it has no records' : `its columns are ${headers.slice(0, 5).join(', ')}`;
  return refusal(
    'not-of-a-backup-server',
    path,
    `neither proxies, servers, repositories, jobs, rules, VMs nor sessions (${seen}); ${HOW}`,
  );
}
