import { present } from '../../collections/present.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { SessionsFindings } from './codes.ts';
import type { ReportRow } from './report-row.ts';

/** The rows of one session, before anybody adds them up. */
export interface SessionDraft {
  /** Absent where no row of it names its job. */
  job?: string;
  /** Rows of its VMs, in the order of the reports. */
  readonly tasks: ReportRow[];
  /** Rows that are about the session alone. */
  readonly own: ReportRow[];
}

/**
 * Puts rows together that have the session's id, or the job and the second of its creation, in common. A row that stands
 * twice counts once; of a VM that several reports tell of, each adds what those before it do not say.
 */
export function draftSessions(rows: readonly ReportRow[], findings: SessionsFindings): SessionDraft[] {
  const byKey = new Map<string, SessionDraft>();
  const drafts: SessionDraft[] = [];
  for (const row of rows) {
    const keys = keysOf(row);
    let draft = keys.map((key) => byKey.get(key)).find((known) => known !== undefined);
    if (draft === undefined) {
      draft = { tasks: [], own: [] };
      drafts.push(draft);
    }
    for (const key of keys) if (!byKey.has(key)) byKey.set(key, draft);
    if (draft.job === undefined && row.job !== undefined) draft.job = row.job;
    addRow(row.vm === undefined ? draft.own : draft.tasks, row, findings);
  }
  return drafts;
}

function addRow(known: ReportRow[], row: ReportRow, findings: SessionsFindings): void {
  const rows = known.filter(({ vm }) => vm === row.vm);
  const same =
    rows.find((other) => toldIn(other) === toldIn(row)) ?? rows.find(({ report }) => report !== row.report);
  if (same === undefined) {
    known.push(row);
    return;
  }
  known[known.indexOf(same)] = { ...row, ...present(same) };
  findings.add('row-repeated', { sheet: row.sheet, row: row.line, subject: row.vm ?? row.job ?? '' });
}

/** What a row says, wherever it stands: reports have a row for each of a VM's disks, or for each way that they went. */
function toldIn({ report: _report, sheet: _sheet, line: _line, mode: _mode, ...told }: ReportRow): string {
  return JSON.stringify(told);
}

function keysOf({ session, job, createdUs, startUs }: ReportRow): string[] {
  const keys = session === undefined ? [] : [`id ${session}`];
  const beginUs = createdUs ?? (session === undefined ? startUs : undefined);
  // Some reports have fractions of a second, and others of the same sessions have not.
  if (job !== undefined && beginUs !== undefined) keys.push(`at ${Math.floor(beginUs / SECOND_US)} ${job}`);
  return keys;
}
