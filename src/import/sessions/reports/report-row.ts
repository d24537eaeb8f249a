import { madeOnce } from '../../../collections/made-once.ts';
import type { PastKind, PastMode, PastPart, PastResult } from '../../../history/past-session.ts';
import { GIB } from '../../binary-unit.ts';
import type { DateOrder } from '../../tables/date-text.ts';
import { reportBytes, reportSeconds } from '../../tables/report-amount.ts';
import { isUtc, reportTime, settleDateOrder } from '../../tables/report-time.ts';
import { openTable, type Sheet, type SheetRow } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import type { SessionsCode, SessionsFindings } from '../codes.ts';
import { type ReportColumn, SESSION_REPORT, TIME_COLUMNS, type TimeColumn } from './headers.ts';
import { isOtherWork, isUnfinished, kindOf, loadOf, modeOf, partOf, resultOf } from './report-word.ts';

/**
 * One row of a session report: what it says of a VM in a session, or of the session alone. All rows have all fields, as there
 * may be hundreds of thousands of them.
 */
export interface ReportRow {
  /** Number of its report: two of them may have one name. */
  readonly report: number;
  readonly sheet: string;
  /** As the spreadsheet counts. */
  readonly line: number;
  /** Undefined where the report knows sessions by their id only. */
  readonly job: string | undefined;
  readonly session: string | undefined;
  /** Whatever tells the jobs of a report without their names apart. */
  readonly repository: string | undefined;
  /** Undefined where the row is about the session alone. */
  readonly vm: string | undefined;
  /** When the session was created, and ended. */
  readonly createdUs: number | undefined;
  readonly sessionEndUs: number | undefined;
  readonly sessionSeconds: number | undefined;
  readonly result: PastResult;
  readonly isRetry: boolean;
  readonly kind: PastKind | undefined;
  readonly mode: PastMode | undefined;
  /** Of the VM, or of the session where the row is about that alone. */
  readonly startUs: number | undefined;
  readonly endUs: number | undefined;
  readonly seconds: number | undefined;
  /** Bytes before and after reduction: of the VM, or of the whole session. */
  readonly dataBytes: number | undefined;
  readonly backupBytes: number | undefined;
  readonly sizeBytes: number | undefined;
  readonly usedBytes: number | undefined;
  readonly readBytes: number | undefined;
  readonly transferredBytes: number | undefined;
  readonly load: Readonly<Partial<Record<PastPart, number>>> | undefined;
  readonly bottleneck: PastPart | undefined;
}

type Report = Sheet<ReportColumn>;
type Row = SheetRow<ReportColumn>;

/** How to read the rows of one report. */
interface Dialect {
  readonly report: number;
  readonly order: DateOrder;
  /** The column `name` holds VMs; else, at most, jobs. */
  readonly namesVms: boolean;
  /** The time of creation is that of the row's task, since its session is a row elsewhere. */
  readonly createdIsStart: boolean;
  /** Else all have gone well. */
  readonly tellsResults: boolean;
  /**
   * The total size is that of the restore point, as in reports of Enterprise Manager: over the VMs of a session it adds
   * up to the backup size that another report tells of it. Else it is that of the disks.
   */
  readonly sizeIsOfPoint: boolean;
  /** What the texts of a load mean: sessions say theirs on the row of each VM. */
  readonly loads: Map<string, ReportRow['load']>;
}

/** Whether a table is a session report, by its headers. */
export function isReportTable(table: Table): boolean {
  const report = openTable(table, SESSION_REPORT);
  return report !== undefined && isSessionReport(report);
}

/** The rows of a session report that are backups of VMs; undefined for any other table. */
export function reportRows(
  table: Table,
  number: number,
  findings: SessionsFindings,
): ReportRow[] | undefined {
  const report = openTable(table, SESSION_REPORT, findings);
  if (report === undefined || !isSessionReport(report)) return undefined;
  const namesVms = report.has.has('session') || (report.has.has('status') && !report.has.has('data'));
  const dialect: Dialect = {
    report: number,
    order: dateOrder(report, findings),
    namesVms,
    createdIsStart: report.has.has('session') && !report.has.has('job'),
    tellsResults: tellsResults(report),
    sizeIsOfPoint: report.has.has('pointType'),
    loads: new Map(),
  };
  if (!dialect.tellsResults) findings.add('results-assumed', { subject: report.name });
  return report.rows.flatMap((row) => reportRow(report.name, row, dialect, findings) ?? []);
}

function tellsResults({ has }: Report): boolean {
  return has.has('status') || has.has('result');
}

/** Lists of tasks alone, from their begin to their end, may leave out how they ended. */
function isTaskList({ has }: Report): boolean {
  const tellsEnd = (['end', 'workDuration', 'duration'] as const).some((column) => has.has(column));
  return has.has('job') && has.has('vm') && has.has('start') && tellsEnd;
}

/**
 * Lists of sessions alone, as people copy them from a screen, may leave that out, too, if they tell what was moved or
 * how large it is.
 */
function isSessionList({ has }: Report): boolean {
  const tells = (...columns: readonly ReportColumn[]) => columns.some((column) => has.has(column));
  return (
    tells('job') &&
    tells('created', 'start') &&
    tells('end', 'sessionEnd', 'sessionDuration', 'duration') &&
    tells('size', 'read', 'transferred', 'data', 'dataGib', 'backup', 'backupGib')
  );
}

function isSessionReport(report: Report): boolean {
  const { has } = report;
  const tellsJob =
    has.has('job') || has.has('session') || (has.has('name') && has.has('id') && has.has('jobType'));
  const isReport = tellsJob && tellsResults(report) && (has.has('created') || has.has('start'));
  return isReport || isTaskList(report) || isSessionList(report);
}

function dateOrder(report: Report, findings: SessionsFindings): DateOrder {
  const cells = report.rows.flatMap((row) => TIME_COLUMNS.map((column) => row.cell(column)));
  if (cells.some(isUtc)) findings.add('times-utc', { subject: report.name });
  const { order, certainty } = settleDateOrder(cells, report.decimal);
  if (certainty === 'guessed') findings.add('dates-guessed', { subject: report.name });
  if (certainty === 'contradictory') findings.add('dates-contradictory', { subject: report.name });
  return order;
}

function reportRow(
  sheet: string,
  row: Row,
  dialect: Dialect,
  findings: SessionsFindings,
): ReportRow | undefined {
  const named = namedIn(row, dialect);
  const { job, vm, session, word } = named;
  const times = timesOf(row, dialect, vm !== undefined);
  const found = { sheet, row: row.line, subject: vm ?? job };
  const code = whyLeftOut(row, named, times);
  if (code !== undefined) {
    findings.add(code, { ...found, subject: subjectOf(code, row, named) });
    return undefined;
  }
  const result = resultOf(word)!;
  const mode = modeOf(row.text('mode'));
  const lengths = secondsOf(row, vm !== undefined, result === 'failed');
  if (mode === undefined && row.text('mode') !== '') findings.add('mode-unknown', found);
  if (vm === undefined && row.text('vm') !== '') findings.add('row-without-vm', found);
  if (vm !== undefined && lengths.seconds === undefined && times.endUs === undefined) {
    findings.add('duration-unknown', found);
  }
  const load = row.text('load');
  return {
    report: dialect.report,
    sheet,
    line: row.line,
    job: job || undefined,
    session: session || undefined,
    repository: row.text('repository') || undefined,
    vm,
    ...times,
    ...lengths,
    result,
    isRetry: row.flag('isRetry') ?? false,
    kind: kindIn(row, named),
    mode,
    ...amountsOf(row, dialect),
    load: madeOnce(dialect.loads, load, () => loadOf(load)),
    bottleneck: partOf(row.text('bottleneck')),
  };
}

/** What a row names, and the word for its result. */
interface Named {
  /** Empty where the report has no names of jobs. */
  readonly job: string;
  readonly vm: string | undefined;
  /** Empty where the report does not tell sessions apart. */
  readonly session: string;
  readonly word: string;
}

function namedIn(row: Row, { namesVms, tellsResults }: Dialect): Named {
  const name = row.text('name');
  const job = row.text('job') || (namesVms ? '' : name);
  const vm = vmOf(row.text('vm') || (namesVms ? name : ''), job);
  return {
    job,
    vm,
    session: row.text('session') || (vm === undefined ? row.text('id') : ''),
    word: tellsResults ? row.text('status') || row.text('result') : 'success',
  };
}

function whyLeftOut(
  row: Row,
  { job, vm, session, word }: Named,
  { createdUs, startUs }: Times,
): SessionsCode | undefined {
  if (isOtherWork(row.text('jobType'))) return 'other-work';
  if (vm !== undefined && /[\\/]/.test(vm)) return 'not-a-vm';
  if (isUnfinished(word)) return 'session-unfinished';
  if (resultOf(word) === undefined) return 'result-unknown';
  if (job === '' && session === '') return 'row-without-job';
  return session === '' && createdUs === undefined && startUs === undefined ? 'row-without-time' : undefined;
}

/** What a finding about a row that is left out names: the VM or the job, and the text that could not be read. */
function subjectOf(code: SessionsCode, row: Row, { job, vm, word }: Named): string {
  const subject = vm ?? job;
  // Of other work the job tells more than the machine.
  if (code === 'other-work') return job || subject;
  const unread = code === 'result-unknown' ? word : code === 'row-without-time' ? row.text('created') : '';
  return unread === '' ? subject : `${subject}: ${unread}`;
}

function kindIn(row: Row, { job, vm }: Named): PastKind | undefined {
  const ofSession = kindOf(row.text('sessionKind'));
  // Its tasks read increments, which the session then makes a full of.
  if (ofSession === 'synthetic-full') return ofSession;
  const ofRow = kindOf(row.text('kind') || row.text('pointType')) ?? ofSession;
  if (ofRow !== undefined || vm !== undefined) return ofRow;
  // What follows the job in the name of a session, such as `(Full)`.
  return kindOf((row.text('vm') || row.text('name')).slice(job.length));
}

type Amounts = Pick<
  ReportRow,
  'dataBytes' | 'backupBytes' | 'sizeBytes' | 'usedBytes' | 'readBytes' | 'transferredBytes'
>;

function amountsOf(row: Row, { sizeIsOfPoint }: Dialect): Amounts {
  const bytes = (column: ReportColumn, unit = 1) => reportBytes(row.cell(column), row.decimal(column), unit);
  const backupBytes = bytes('backup') ?? bytes('backupGib', GIB);
  const size = bytes('size');
  return {
    dataBytes: bytes('data') ?? bytes('dataGib', GIB),
    backupBytes: sizeIsOfPoint ? (backupBytes ?? size) : backupBytes,
    sizeBytes: sizeIsOfPoint ? undefined : size,
    usedBytes: bytes('used'),
    readBytes: bytes('read'),
    transferredBytes: bytes('transferred'),
  };
}

/** One VM: not the name of a session (`Nightly (Incremental)`), and not what PowerShell writes for several. */
function vmOf(name: string, job: string): string | undefined {
  const isSession =
    name.startsWith(`${job} (`) &&
    name.endsWith(')') &&
    /full|incremental|retry/i.test(name.slice(job.length));
  return name === '' || name.startsWith('System.Object') || isSession ? undefined : name;
}

type Times = Pick<ReportRow, 'createdUs' | 'sessionEndUs' | 'startUs' | 'endUs'>;

function timesOf(row: Row, dialect: Dialect, ofTask: boolean): Times {
  const time = (column: TimeColumn) => reportTime(row.cell(column), dialect.order);
  const created = time('created');
  const end = time('end');
  if (!ofTask) {
    const createdUs = created ?? time('start');
    const sessionEndUs = time('sessionEnd') ?? end;
    return { createdUs, sessionEndUs, startUs: undefined, endUs: undefined };
  }
  const startUs = dialect.createdIsStart ? (created ?? time('start')) : time('start');
  const endUs = startUs !== undefined && end !== undefined && end < startUs ? undefined : end;
  const createdUs = dialect.createdIsStart ? undefined : created;
  return { createdUs, sessionEndUs: time('sessionEnd'), startUs, endUs };
}

type Lengths = Pick<ReportRow, 'sessionSeconds' | 'seconds'>;

function secondsOf(row: Row, ofTask: boolean, failed: boolean): Lengths {
  const secondsIn = (column: ReportColumn) => reportSeconds(row.cell(column), row.decimal(column));
  const sessionSeconds = secondsIn('sessionDuration');
  const own = secondsIn('workDuration') ?? secondsIn('duration');
  if (!ofTask) return { sessionSeconds: sessionSeconds ?? own, seconds: undefined };
  // Nothing fails in no time: the time was not measured.
  return { sessionSeconds, seconds: failed && own === 0 ? undefined : own };
}
