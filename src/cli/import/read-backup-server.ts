import { isBackupServerTable } from '../../import/powershell.ts';
import { type KnownFiles, readKnownTables } from './read-known-tables.ts';

/** The tables in files and folders that describe a backup server. */
export function readBackupServer(paths: readonly string[]): Promise<KnownFiles<'not-of-a-backup-server'>> {
  return readKnownTables(paths, {
    isKnown: isBackupServerTable,
    code: 'not-of-a-backup-server',
    neither: 'neither proxies, servers, repositories, jobs, rules, VMs nor sessions',
    how: 'give a health check’s folder, or proxies, servers, repositories, jobs as Export-Csv, ConvertTo-Json or the REST interface writes them',
  });
}
