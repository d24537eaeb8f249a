import type { PastSession } from '../../history/past-session.ts';
import { isReportTable } from '../../import/sessions/reports/report-row.ts';
import { readPastSessions } from '../../import/sessions.ts';
import type { Io } from '../io.ts';
import { sourceName, tellFindings, usableTables } from './import-output.ts';
import { readKnownTables } from './read-known-tables.ts';

/** Past sessions, and the name under which further findings about them are reported. */
export interface FoundSessions {
  readonly sessions: readonly PastSession[];
  readonly source: string;
}

/**
 * The past sessions in files and folders; findings are reported. Undefined if there are none; the reason has been
 * reported.
 */
export async function findPastSessions(paths: readonly string[], io: Io): Promise<FoundSessions | undefined> {
  const source = sourceName(paths);
  const files = await readKnownTables(paths, {
    isKnown: isReportTable,
    code: 'no-session-report',
    neither: 'no session report',
    how: 'give a table with a job, a result and a creation time in each row, as scripts, a health check, PowerShell or the REST interface write it, or a list of your own with the columns Job, Start, End, Data Read and Transferred',
  });
  const tables = usableTables(io, source, files);
  if (tables === undefined) return undefined;
  const { sessions, diagnostics } = readPastSessions(tables);
  tellFindings(io, source, diagnostics);
  return diagnostics.some(({ severity }) => severity === 'error') ? undefined : { sessions, source };
}
