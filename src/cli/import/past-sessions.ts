import type { PastSession } from '../../history/past-session.ts';
import { readPastSessions } from '../../import/sessions.ts';
import type { Io } from '../io.ts';
import { sourceName, tellFindings, tellRefusal } from './import-output.ts';
import { tablesOfPaths } from './tables-of-paths.ts';

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
  const read = await tablesOfPaths(paths);
  if (!read.ok) {
    tellRefusal(io, read);
    return undefined;
  }
  const source = sourceName(paths);
  const { sessions, diagnostics } = readPastSessions(read.tables);
  tellFindings(io, source, diagnostics);
  return diagnostics.some(({ severity }) => severity === 'error') ? undefined : { sessions, source };
}
