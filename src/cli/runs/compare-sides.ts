import { join } from 'node:path';
import { groupedBy } from '../../collections/grouped-by.ts';
import { isRecord } from '../../collections/record-of.ts';
import { type TaskRow, taskRows } from '../../metrics/columns/task-rows.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { type JudgedSession, marginOf } from '../../metrics/sessions/margin.ts';
import type { SessionRow } from '../../metrics/sessions/session-rows.ts';
import type { Window } from '../../metrics/summary/summary.ts';
import type { ComparedSide, ComparedSummary } from '../../report/comparison/comparison.ts';
import type { ComparedTask } from '../../report/comparison/tasks.ts';
import type { ReportData } from '../../report/data/report-data.ts';
import { summaryJson } from '../../report/summary-json.ts';
import { FileError } from '../files/file-error.ts';
import { FolderError, noResultOfRun } from '../files/folder-error.ts';
import type { Io } from '../io.ts';
import { KeptTexts } from '../results/kept-texts.ts';
import { storedReplications } from '../results/replications-file.ts';
import { REPORT_FILE, readReportFile } from '../results/report-file.ts';
import { numberOrNull, type StoredRow, storedTable } from '../results/stored-table.ts';
import { readSummary, SUMMARY_FILE } from '../results/summary-file.ts';
import { showDiagnostics } from '../terminal/problems.ts';
import type { LoadedRun } from './load-run.ts';
import { runWithProgress } from './run-with-progress.ts';

type Called = Pick<ComparedSide, 'file' | 'name' | 'changes'>;

/** Runs a scenario, or reports why it cannot be run. */
export function runSide(called: Called, { scenario, options }: LoadedRun, io: Io): ComparedSide | undefined {
  const outcome = runWithProgress(io, scenario, options);
  if (outcome.ok) return sideOfRun(called, outcome.result, scenario.clock.startUs);
  showDiagnostics(io, outcome.diagnostics);
  return undefined;
}

function sideOfRun(
  called: Called,
  { columns, sessions, summary, scaleOut, byDefault }: RunResult,
  clockStartUs: number,
): ComparedSide {
  return {
    ...called,
    // Through JSON, like the summary in a folder, so that figures and paths are equal.
    summary: JSON.parse(summaryJson(summary)) as ComparedSummary,
    ofSessions: figuresOfSessions(sessions),
    tasks: Array.from(taskRows(columns.tasks), comparedTask),
    settings: [],
    scaleOut: namesOf(scaleOut),
    clockStartUs,
    replications: null,
    modesByDefault: byDefault.modes ?? [],
  };
}

function comparedTask(row: TaskRow): ComparedTask {
  const { job, session, attempt, vm, disk, startSeconds, readBytes } = row;
  return { job, session, attempt, vm, disk, startSeconds, place: placeOf(row), readBytes, took: tookOf(row) };
}

type Times = Pick<
  TaskRow,
  | 'mode'
  | 'secondProxy'
  | 'result'
  | 'transferStartSeconds'
  | 'transferEndSeconds'
  | 'endSeconds'
  | 'interruptedSeconds'
>;

function tookOf(row: Times): ComparedTask['took'] {
  const { mode, transferStartSeconds, transferEndSeconds, endSeconds } = row;
  if (row.result !== 'success' || row.interruptedSeconds > 0) return null;
  if (row.secondProxy !== null || mode === null) return null;
  if (transferStartSeconds === null || transferEndSeconds === null || endSeconds === null) return null;
  return { mode, transferStartSeconds, transferEndSeconds, endSeconds };
}

type Place = Pick<TaskRow, 'proxy' | 'mode' | 'secondProxy' | 'secondMode' | 'repository'>;

/** A task that needs no proxy is described by its repository. */
function placeOf({ proxy, mode, secondProxy, secondMode, repository }: Place): string | null {
  if (mode === null && proxy === null) return repository === '' ? null : repository;
  const second = secondProxy === null ? '' : ` and ${secondProxy} ${secondMode ?? ''}`;
  const target = repository === '' ? '' : ` (${repository})`;
  return `${proxy ?? 'no proxy'} ${mode ?? ''}`.trim() + second + target;
}

interface TimedSession extends JudgedSession, Pick<SessionRow, 'job' | 'session'> {
  readonly window: Pick<Window, 'seconds'> | null;
}

function figuresOfSessions(sessions: readonly TimedSession[]): Map<string, number> {
  const windows = sessions.flatMap(({ job, session, window }) =>
    window === null ? [] : [[`jobs.${job}.sessions.${session - 1}.window`, window.seconds] as const],
  );
  const spares = [...groupedBy(sessions, ({ job }) => job)].flatMap(([job, own]) => {
    const margin = marginOf(own);
    return margin.kind === 'ended' ? [[`jobs.${job}.spareSeconds`, margin.seconds] as const] : [];
  });
  return new Map([...windows, ...spares]);
}

/**
 * Reads a result that `run` wrote. Only `summary.json` must exist, because a committed baseline is no more than that.
 * Throws FolderError.
 */
export async function readSide(folder: string, io: Io): Promise<ComparedSide> {
  const side = await readFigures(folder, io);
  const texts = new KeptTexts();
  const tasks = await storedTable(io, join(folder, 'tasks.csv'), TASK_COLUMNS, (row) =>
    taskOfRow(row, texts),
  );
  return { ...side, tasks: tasks?.rows ?? null };
}

/** The same without its tasks, of which there may be very many. Throws FolderError. */
export async function readFigures(folder: string, io: Io): Promise<ComparedSide> {
  const summary = comparedSummary(await requiredText(io, folder), folder);
  const sessions = await storedTable(io, join(folder, 'sessions.csv'), SESSION_COLUMNS, sessionOfRow);
  const report = await storedReport(io, folder);
  return {
    file: folder,
    name: folder,
    changes: [],
    settings: report?.origin.settings ?? null,
    summary,
    ofSessions: figuresOfSessions(sessions?.rows ?? []),
    tasks: null,
    scaleOut: scaleOutOf(report, summary),
    clockStartUs: null,
    replications: (await storedReplications(io, folder))?.replications ?? null,
    modesByDefault: report?.byDefault.modes ?? [],
  };
}

function sessionOfRow(row: StoredRow): TimedSession {
  const seconds = numberOrNull(row('windowSeconds'));
  return {
    job: row('job'),
    session: Number(row('session')),
    startSeconds: numberOrNull(row('startSeconds')) ?? 0,
    endSeconds: numberOrNull(row('endSeconds')),
    window: seconds === null ? null : { seconds },
    closesSeconds: numberOrNull(row('closesSeconds')),
  };
}

function namesOf(scaleOut: RunResult['scaleOut']): ReadonlySet<string> {
  return new Set(scaleOut.map(({ name }) => name));
}

/** The scale-out repositories; null if they are unknown and matter, because some repository had no work of its own. */
function scaleOutOf(
  report: ReportData | undefined,
  { repositories }: ComparedSummary,
): ReadonlySet<string> | null {
  const isIdle = (figures: unknown) => isRecord(figures) && figures['peakTasks'] === 0;
  if (!Object.values(repositories).some(isIdle)) return new Set();
  return report === undefined ? null : namesOf(report.scaleOut);
}

/** Undefined where it is missing, too large or damaged: everything else can be compared without it. */
async function storedReport(io: Io, folder: string): Promise<ReportData | undefined> {
  try {
    const read = readReportFile(await io.readText(join(folder, REPORT_FILE)));
    return read.ok ? read.content.data : undefined;
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

async function requiredText(io: Io, folder: string): Promise<string> {
  try {
    return await io.readText(join(folder, SUMMARY_FILE));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (error.problem !== 'missing' && (await io.isFolder(folder))) throw error;
    throw await noResultOfRun(io, folder);
  }
}

const MAPS = ['scenario', 'jobs', 'proxies', 'datastores', 'repositories', 'waits', 'vms', 'totals'] as const;

/** Everything else in it is looked up figure by figure, and may be missing. */
function comparedSummary(text: string, folder: string): ComparedSummary {
  const wrong = (problem: string) => new FolderError(`'${join(folder, SUMMARY_FILE)}' ${problem}.`);
  const read = readSummary(text);
  if (!read.ok) throw wrong(read.problem);
  for (const key of MAPS) if (!isRecord(read.summary[key])) throw wrong(`is damaged: '${key}' is not a map`);
  const { unprotected } = read.summary['vms'] as Record<string, unknown>;
  if (!Array.isArray(unprotected) || unprotected.some((vm) => typeof vm !== 'string'))
    throw wrong("is damaged: 'vms.unprotected' is not a list of names");
  const summary = read.summary as unknown as ComparedSummary;
  return { ...summary, scenario: { ...summary.scenario, name: `${summary.scenario.name}` } };
}

const TASK_COLUMNS = [
  'job',
  'session',
  'attempt',
  'vm',
  'disk',
  'proxy',
  'mode',
  'repository',
  'startSeconds',
] as const;
/** Without the others, only the time to spare is unknown. */
const SESSION_COLUMNS = ['job', 'session', 'windowSeconds'] as const;

function taskOfRow(row: StoredRow, texts: KeptTexts): ComparedTask {
  const kept = (cell: string) => texts.of(nameOf(cell));
  const place = placeOf({
    proxy: nameOrNull(row('proxy')),
    mode: nameOrNull(row('mode')),
    repository: nameOf(row('repository')),
    secondProxy: nameOrNull(row('secondProxy')),
    secondMode: nameOrNull(row('secondMode')),
  });
  return {
    job: kept(row('job')),
    session: Number(row('session')),
    attempt: Number(row('attempt')),
    vm: kept(row('vm')),
    disk: kept(row('disk')),
    startSeconds: numberOrNull(row('startSeconds')),
    place: place === null ? null : texts.of(place),
    readBytes: numberOrNull(row('readBytes')) ?? 0,
    took: tookOf({
      mode: row('mode') === '' ? null : kept(row('mode')),
      secondProxy: nameOrNull(row('secondProxy')),
      result: row('result') as TaskRow['result'],
      transferStartSeconds: numberOrNull(row('transferStartSeconds')),
      transferEndSeconds: numberOrNull(row('transferEndSeconds')),
      endSeconds: numberOrNull(row('endSeconds')),
      interruptedSeconds: numberOrNull(row('interruptedSeconds')) ?? 0,
    }),
  };
}

/** Tables put an apostrophe before text that a spreadsheet would run (see `report/tables/column.ts`). */
function nameOf(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function nameOrNull(cell: string): string | null {
  return cell === '' ? null : nameOf(cell);
}
