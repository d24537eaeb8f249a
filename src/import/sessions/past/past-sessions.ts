import { largest, smallest } from '../../../collections/extremes.ts';
import { present } from '../../../collections/present.ts';
import type { PastKind, PastPart, PastResult, PastSession, PastTask } from '../../../history/past-session.ts';
import { SECOND_US } from '../../../units/civil-time.ts';
import type { SessionsFindings } from '../codes.ts';
import type { ReportRow } from '../reports/report-row.ts';
import type { SessionDraft } from '../reports/session-draft.ts';
import { mostSaid } from './most-said.ts';

const WORST_FIRST: readonly PastResult[] = ['failed', 'warning', 'success'];

/** Adds up what the rows of each session say. Drafts without a time or a job are nowhere to be put, and are left out. */
export function pastSessions(drafts: readonly SessionDraft[], findings: SessionsFindings): PastSession[] {
  const repeating = reportsWithTotals(drafts);
  const sheets = drafts.flatMap(({ tasks }) => tasks.filter(({ report }) => repeating.has(report)));
  for (const subject of new Set(sheets.map(({ sheet }) => sheet)))
    findings.add('totals-repeated', { subject });
  return drafts.flatMap((draft) => {
    const { job } = draft;
    const rows = [...draft.own, ...draft.tasks];
    const startUs =
      earliest(rows.map(({ createdUs }) => createdUs)) ?? earliest(draft.tasks.map((row) => row.startUs));
    const first = rows[0];
    if (first === undefined) return [];
    if (job === undefined || startUs === undefined) {
      const code = job === undefined ? 'row-without-job' : 'row-without-time';
      findings.add(code, { sheet: first.sheet, row: first.line });
      return [];
    }
    return [pastSession(draft, job, startUs, repeating)];
  });
}

function pastSession(
  { own, tasks }: SessionDraft,
  job: string,
  startUs: number,
  repeating: ReadonlySet<number>,
): PastSession {
  const rows = [...own, ...tasks];
  const results = (own.length > 0 ? own : tasks).map(({ result }) => result);
  return {
    job,
    startUs,
    result: WORST_FIRST.find((result) => results.includes(result)) ?? 'success',
    isRetry: rows.every(({ isRetry }) => isRetry),
    ...present({
      seconds: secondsOf(rows, startUs),
      kind: mostSaid<PastKind>(
        tasks.length > 0 ? tasks.map(({ kind }) => kind) : own.map(({ kind }) => kind),
      ),
      dataBytes: sessionBytes(own, tasks, repeating, 'dataBytes', 'readBytes'),
      backupBytes: sessionBytes(own, tasks, repeating, 'backupBytes', 'transferredBytes'),
      sizeBytes: largestOf(own, 'sizeBytes'),
      usedBytes: largestOf(own, 'usedBytes'),
      load: meanLoad(rows),
      bottleneck: mostSaid<PastPart>(rows.map(({ bottleneck }) => bottleneck)),
    }),
    tasks: tasks.map((row) => pastTask(row, repeating.has(row.report))),
  };
}

function pastTask(row: ReportRow, isOfSession: boolean): PastTask {
  const { vm = '', result, kind, mode, startUs, endUs, sizeBytes, usedBytes, bottleneck } = row;
  const between = startUs === undefined || endUs === undefined ? undefined : (endUs - startUs) / SECOND_US;
  return {
    vm,
    result,
    ...present({
      kind,
      mode,
      seconds: row.seconds ?? between,
      startUs,
      endUs,
      sizeBytes,
      usedBytes,
      readBytes: row.readBytes ?? (isOfSession ? undefined : row.dataBytes),
      transferredBytes: row.transferredBytes ?? (isOfSession ? undefined : row.backupBytes),
      bottleneck,
    }),
  };
}

/**
 * Numbers of the reports whose sizes are those of the session on the row of each VM: in most of its sessions with several
 * VMs all say the same. Where no session has several, it makes no difference.
 */
function reportsWithTotals(drafts: readonly SessionDraft[]): Set<number> {
  const votes = new Map<number, number>();
  for (const { tasks } of drafts) {
    for (const report of new Set(tasks.map((row) => row.report))) {
      const [first, ...others] = tasks.filter((row) => row.report === report && row.dataBytes !== undefined);
      if (first === undefined || others.length === 0) continue;
      const isSame = others.every(
        (row) => row.dataBytes === first.dataBytes && row.backupBytes === first.backupBytes,
      );
      votes.set(report, (votes.get(report) ?? 0) + (isSame ? 1 : -1));
    }
  }
  return new Set([...votes].filter(([, balance]) => balance > 0).map(([report]) => report));
}

/** What the session's own row says, else its total on the rows of its VMs, else the sum of what these say of themselves. */
function sessionBytes(
  own: readonly ReportRow[],
  tasks: readonly ReportRow[],
  repeating: ReadonlySet<number>,
  size: 'dataBytes' | 'backupBytes',
  moved: 'readBytes' | 'transferredBytes',
): number | undefined {
  const told = own.map((row) => row[size] ?? row[moved]).filter((bytes) => bytes !== undefined);
  const totals = tasks.filter(({ report }) => repeating.has(report)).map((row) => row[size]);
  const total = largest([...told, ...totals.filter((bytes) => bytes !== undefined)]);
  if (total !== undefined) return total;
  const parts = tasks.map((row) => row[size] ?? row[moved]).filter((bytes) => bytes !== undefined);
  return parts.length === 0 ? undefined : parts.reduce((sum, bytes) => sum + bytes, 0);
}

function largestOf(own: readonly ReportRow[], size: 'sizeBytes' | 'usedBytes'): number | undefined {
  return largest(own.flatMap((row) => row[size] ?? []));
}

function secondsOf(rows: readonly ReportRow[], startUs: number): number | undefined {
  const seconds = largest(rows.flatMap(({ sessionSeconds }) => sessionSeconds ?? []));
  if (seconds !== undefined) return seconds;
  const endUs = largest(rows.flatMap(({ sessionEndUs }) => sessionEndUs ?? []));
  return endUs !== undefined && endUs >= startUs ? (endUs - startUs) / SECOND_US : undefined;
}

function meanLoad(rows: readonly ReportRow[]): PastSession['load'] {
  const loads = rows.map(({ load }) => load).filter((load) => load !== undefined);
  const parts: readonly PastPart[] = ['source', 'proxy', 'network', 'target'];
  const means = parts.flatMap((part): [PastPart, number][] => {
    const shares = loads.map((load) => load[part]).filter((share) => share !== undefined);
    return shares.length === 0 ? [] : [[part, shares.reduce((sum, share) => sum + share, 0) / shares.length]];
  });
  return means.length === 0 ? undefined : Object.fromEntries(means);
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  return smallest(times.filter((time) => time !== undefined));
}
