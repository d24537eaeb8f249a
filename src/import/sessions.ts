import { largest } from '../collections/extremes.ts';
import type { PastSession } from '../history/past-session.ts';
import { collectFindings } from './findings.ts';
import { uniqueLabels } from './label.ts';
import { SESSIONS_CODES, type SessionsDiagnostic, type SessionsFindings } from './sessions/codes.ts';
import { LAST_SESSIONS, type SessionsOptions } from './sessions/options.ts';
import { isGone } from './sessions/past/job-habits.ts';
import { type JobRecord, recordJobs } from './sessions/past/job-record.ts';
import { pastSessions } from './sessions/past/past-sessions.ts';
import { figuresOfVms, type VmFigures } from './sessions/past/vm-figures.ts';
import { reportNight, reportPlans, reportVms } from './sessions/report-findings.ts';
import { nameJobs } from './sessions/reports/job-names.ts';
import { reportRows } from './sessions/reports/report-row.ts';
import { draftSessions } from './sessions/reports/session-draft.ts';
import { withSessions } from './sessions/reports/sessions-of-tasks.ts';
import { taskTimes } from './sessions/reports/task-times.ts';
import { type AssumedEstate, assumeEstate } from './sessions/scenario/assumed-estate.ts';
import { inventoryRows, type PlacedVm } from './sessions/scenario/inventory-rows.ts';
import { type JobPlan, usualPlans } from './sessions/scenario/job-plan.ts';
import { nightOf } from './sessions/scenario/night.ts';
import { ordinaryNight } from './sessions/scenario/ordinary-night.ts';
import { scenarioText } from './sessions/scenario/scenario-text.ts';
import { peakTasks } from './sessions/scenario/vm-access.ts';
import { type SessionsSummary, summarise } from './sessions/summary.ts';
import type { Table } from './tables/table.ts';

export type SessionsImport =
  | {
      readonly ok: true;
      /** The file `inventory.csv` as rows of text, headers first; the code that writes the file does the quoting. */
      readonly inventoryRows: readonly (readonly string[])[];
      /** The file `scenario.yaml`, which names `inventory.csv` beside it. */
      readonly scenarioYaml: string;
      readonly diagnostics: readonly SessionsDiagnostic[];
      readonly summary: SessionsSummary;
    }
  /** At least one diagnostic is an error. */
  | { readonly ok: false; readonly diagnostics: readonly SessionsDiagnostic[] };

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
  const rows = withSessions(
    reports.flatMap((read) => read ?? []),
    findings,
  );
  const drafts = draftSessions(rows, findings);
  if (nameJobs(drafts)) findings.add('jobs-unnamed');
  const sessions = pastSessions(drafts, findings);
  if (sessions.length === 0)
    findings.add(reports.every((read) => read === undefined) ? 'no-session-report' : 'no-sessions');
  sessions.sort((a, b) => a.startUs - b.startUs || (a.job < b.job ? -1 : a.job > b.job ? 1 : 0));
  return { sessions, diagnostics: findings.diagnostics() };
}

/**
 * Turns past sessions, in the order of time, into a scenario of an ordinary night of theirs, or of a real one. Pure: the same
 * sessions and options give the same text, to the byte.
 */
export function importSessions(
  sessions: readonly PastSession[],
  options: SessionsOptions = {},
): SessionsImport {
  const findings: SessionsFindings = collectFindings(SESSIONS_CODES);
  const { last = LAST_SESSIONS, nightUs } = options;
  const night = nightUs === undefined ? undefined : nightOf(sessions, nightUs);
  if (sessions.length === 0 || (nightUs !== undefined && night === undefined)) {
    findings.add(sessions.length === 0 ? 'no-sessions' : 'night-empty');
    return { ok: false, diagnostics: findings.diagnostics() };
  }
  const records = night === undefined ? presentJobs(recordJobs(sessions, last), findings) : [];
  const plans = night?.plans ?? usualPlans(records);
  const figures = night?.vms ?? figuresOfVms(records);
  const estate = assumeEstate(figures, peakTasks(taskTimes(sessions, findings)));
  const vms = placeVms(figures, plans, estate);
  reportPlans(plans, findings);
  reportVms(vms, findings);
  if (night !== undefined) reportNight(night, findings);
  const summary = summarise(sessions, night !== undefined, plans, figures);
  const diagnostics = findings.diagnostics();
  const scenarioYaml = scenarioText({
    name: options.name ?? 'Sessions import',
    startUs: night?.startUs ?? ordinaryNight(plans, summary.lastUs),
    ...{ plans, vms, estate, summary, diagnostics },
  });
  return { ok: true, inventoryRows: inventoryRows(vms), scenarioYaml, diagnostics, summary };
}

/** Jobs that are still there at the end of the reports. */
function presentJobs(records: readonly JobRecord[], findings: SessionsFindings): JobRecord[] {
  const newestUs = largest(records.map((record) => record.sessions.at(-1)?.startUs ?? 0)) ?? 0;
  return records.filter((record) => {
    const gone = isGone(record, newestUs);
    if (gone) findings.add('jobs-gone', { subject: record.name });
    return !gone;
  });
}

function placeVms(
  figures: readonly VmFigures[],
  plans: readonly JobPlan[],
  { places }: AssumedEstate,
): PlacedVm[] {
  const labels = uniqueLabels(figures.map(({ name }) => name));
  const tagOf = new Map(plans.map(({ record, label }) => [record.name, label]));
  return figures.map((vm, at) => ({
    ...vm,
    ...places[at]!,
    label: labels[at]!,
    tags: vm.jobs.map((job) => tagOf.get(job)!),
  }));
}
