import type { PastSession } from '../history/past-session.ts';
import { collectFindings } from './findings.ts';
import { SESSIONS_CODES, type SessionsDiagnostic, type SessionsFindings } from './sessions/codes.ts';
import { nameJobs } from './sessions/job-names.ts';
import { pastSessions } from './sessions/past-sessions.ts';
import { reportRows } from './sessions/report-row.ts';
import { draftSessions } from './sessions/session-draft.ts';
import type { Table } from './table.ts';

export interface PastSessions {
  /** By start, then by job; none where a diagnostic is an error. */
  readonly sessions: readonly PastSession[];
  readonly diagnostics: readonly SessionsDiagnostic[];
}

/**
 * Reads session reports of any dialect out of `tables`, also of several that overlap. Pure; everything odd is reported
 * and nothing stops it.
 */
export function readPastSessions(tables: readonly Table[]): PastSessions {
  const findings: SessionsFindings = collectFindings(SESSIONS_CODES);
  const reports = tables.map((table, number) => {
    const rows = reportRows(table, number, findings);
    if (rows === undefined) findings.add('not-a-session-report', { subject: table.name });
    return rows;
  });
  const rows = reports.flatMap((read) => read ?? []);
  const drafts = draftSessions(rows, findings);
  if (nameJobs(drafts)) findings.add('jobs-unnamed');
  const sessions = pastSessions(drafts, findings);
  if (sessions.length === 0)
    findings.add(reports.every((read) => read === undefined) ? 'no-session-report' : 'no-sessions');
  sessions.sort((a, b) => a.startUs - b.startUs || (a.job < b.job ? -1 : a.job > b.job ? 1 : 0));
  return { sessions, diagnostics: findings.diagnostics() };
}
