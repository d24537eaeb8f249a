import type { PastSession } from '../history/past-session.ts';
import { readPastSessions } from '../import/sessions.ts';
import { findingLine, sourceName } from './import-output.ts';
import type { Io } from './io.ts';
import { readSessions } from './read-sessions.ts';

/** Past sessions, and in whose name more is said of them. */
export interface FoundSessions {
  readonly sessions: readonly PastSession[];
  readonly source: string;
}

/** The past sessions of files and folders; what is odd is said. Undefined where there are none: why has been said. */
export async function findPastSessions(paths: readonly string[], io: Io): Promise<FoundSessions | undefined> {
  const read = await readSessions(paths);
  if (!read.ok) {
    io.stderr.write(`${findingLine(read.path, { severity: 'error', ...read })}\n`);
    return undefined;
  }
  const source = sourceName(paths);
  const { sessions, diagnostics } = readPastSessions(read.tables);
  for (const finding of diagnostics) io.stderr.write(`${findingLine(source, finding)}\n`);
  return diagnostics.some(({ severity }) => severity === 'error') ? undefined : { sessions, source };
}
