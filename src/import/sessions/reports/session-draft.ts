import { addTo } from '../../../collections/grouped-by.ts';
import { present } from '../../../collections/present.ts';
import { SECOND_US } from '../../../units/civil-time.ts';
import type { SessionsFindings } from '../codes.ts';
import type { ReportRow } from './report-row.ts';

/** The rows of one session, before they are added up. */
export interface SessionDraft {
  /** Absent where no row of it names its job. */
  job?: string;
  /** Rows of its VMs, in the order of the reports. */
  readonly tasks: readonly ReportRow[];
  /** Rows that are about the session alone. */
  readonly own: readonly ReportRow[];
}

/**
 * Puts rows together that have the session's id, or the job and the second of its creation, in common. A row that stands
 * twice counts once; if several reports mention a VM, each adds what those before it lack.
 */
export function draftSessions(rows: readonly ReportRow[], findings: SessionsFindings): SessionDraft[] {
  const byKey = new Map<string, OpenDraft>();
  const drafts: OpenDraft[] = [];
  for (const row of rows) {
    const keys = keysOf(row);
    let draft = keys.map((key) => byKey.get(key)).find((known) => known !== undefined);
    if (draft === undefined) {
      draft = { tasks: new DistinctRows(), own: new DistinctRows() };
      drafts.push(draft);
    }
    for (const key of keys) if (!byKey.has(key)) byKey.set(key, draft);
    if (draft.job === undefined && row.job !== undefined) draft.job = row.job;
    const isNew = (row.vm === undefined ? draft.own : draft.tasks).add(row);
    if (isNew) continue;
    findings.add('row-repeated', { sheet: row.sheet, row: row.line, subject: row.vm ?? row.job ?? '' });
  }
  return drafts.map(({ job, tasks, own }) => ({ ...present({ job }), tasks: tasks.rows, own: own.rows }));
}

interface OpenDraft {
  job?: string;
  readonly tasks: DistinctRows;
  readonly own: DistinctRows;
}

/** Rows in the order in which they came, without those that only add to another one. */
class DistinctRows {
  readonly rows: ReportRow[] = [];
  /** Where rows of a VM, or of the session alone, are in `rows`: a session may have thousands of VMs. */
  readonly #placesOf = new Map<string | undefined, number[]>();

  /** Whether it describes something other than the rows so far; else it is added to the one that it belongs to. */
  add(row: ReportRow): boolean {
    const places = this.#placesOf.get(row.vm) ?? [];
    const same =
      places.find((place) => toldIn(this.rows[place]!) === toldIn(row)) ??
      places.find((place) => this.rows[place]!.report !== row.report);
    if (same === undefined) {
      addTo(this.#placesOf, row.vm, this.rows.length);
      this.rows.push(row);
      return true;
    }
    this.rows[same] = { ...row, ...present(this.rows[same]!) };
    return false;
  }
}

/** What a row says, whatever its place: reports have a row for each of a VM's disks, or for each way that they went. */
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
