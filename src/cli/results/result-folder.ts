import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { TaskFigures } from '../../metrics/columns/task-columns.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import type { ReportData } from '../../report/data/report-data.ts';
import { summaryJson } from '../../report/summary-json.ts';
import type { Table } from '../../report/tables/column.ts';
import { EVENTS_TABLE } from '../../report/tables/events.ts';
import { SESSIONS_TABLE } from '../../report/tables/sessions.ts';
import { TASKS_TABLE } from '../../report/tables/tasks.ts';
import { THING_WAITS_TABLE, WAITS_TABLE } from '../../report/tables/waits.ts';
import { IMPORTED_SCENARIO } from '../files/scenario-in-folder.ts';
import type { Io } from '../io.ts';
import type { ChartArguments } from '../program/chart-choice.ts';
import type { TableFiles } from '../tables/table-files.ts';
import { packedReport, REPORT_FILE, reportFile } from './report-file.ts';
import { reportViews } from './report-views.ts';
import { SUMMARY_FILE } from './summary-file.ts';
import { tableCsv } from './table-csv.ts';

const PARQUET_FILE = 'tasks.parquet';
/** Written later than the run that they replicate: any found before that belong to an earlier run. */
const REPLICATION_FILES = [
  'replications.json',
  'replications.csv',
  'charts/replications.png',
  'charts/replications.svg',
];

/** Where `run` writes by default; git-ignored, beside the committed baselines. */
export const RUNS_FOLDER = 'results/runs';
/** Where `sweep` writes by default. */
export const SWEEPS_FOLDER = 'results/sweeps';
/** Where `plan` writes by default. */
export const PLANS_FOLDER = 'results/plans';

/**
 * The name of a scenario's results: its path below `scenarios/` without extension, always with forward slashes. For
 * other files it is the file's own name, or for a scenario written by an import, the name of its folder.
 */
export function resultName(io: Io, file: string): string {
  const below = relative(resolve(io.folder, 'scenarios'), resolve(io.folder, file));
  const outside = below === '' || isAbsolute(below) || below.split(sep)[0] === '..';
  if (!outside) return withoutExtension(below.split(sep).join('/'));
  const name = withoutExtension(basename(file));
  const folder = dirname(resolve(io.folder, file));
  // Imported scenarios all have the same file name.
  return name === withoutExtension(IMPORTED_SCENARIO) && folder !== io.folder ? basename(folder) : name;
}

/** Keeps a name that consists only of an extension. */
function withoutExtension(path: string): string {
  return path.replace(/(?<=[^/])\.(?:ya?ml|json)$/i, '');
}

export interface ResultChoices extends ChartArguments {
  /** Also write `tasks.parquet`. */
  readonly parquet?: boolean;
}

/** The content of a result folder. */
export interface ResultParts {
  readonly result: RunResult;
  readonly report: ReportData;
  /** The long tables, complete. */
  readonly tables: TableFiles;
  readonly choices: ResultChoices;
}

/**
 * Writes the whole result of a run; the summary comes last, so that a folder that has one is complete. For the same
 * reason that of an earlier run goes first: if this one cannot be written to its end, the files are of both.
 */
export async function writeResultFolder(
  io: Io,
  folder: string,
  { result, report, tables, choices }: ResultParts,
): Promise<void> {
  await io.removeFile(join(folder, SUMMARY_FILE));
  const packing = packedReport(report);
  // Before the page is made, because it includes these files if they exist.
  await Promise.all(REPLICATION_FILES.map((name) => io.removeFile(join(folder, name))));
  const views = await reportViews(report, packing, choices);
  const write = <Row>(table: Table<Row>, rows: Iterable<Row>): Promise<void> =>
    io.writeFileAtomically(join(folder, table.file), tableCsv(table, rows));
  const parquet = choices.parquet === true ? result.columns.tasks : undefined;
  // In parallel: waiting for the disk takes longer than writing.
  await Promise.all([
    write(SESSIONS_TABLE, result.sessions),
    write(WAITS_TABLE, result.waits),
    report.waitsByThing.kind === 'found'
      ? write(THING_WAITS_TABLE, report.waitsByThing.value)
      : io.removeFile(join(folder, THING_WAITS_TABLE.file)),
    write(EVENTS_TABLE, result.events),
    writeParquet(io, join(folder, PARQUET_FILE), parquet),
    views.write(io, folder),
    packing.then((packed) => io.writeFileAtomically(join(folder, REPORT_FILE), reportFile(packed))),
    tables.finish(),
  ]);
  await io.writeFileAtomically(join(folder, SUMMARY_FILE), summaryJson(result.summary));
}

/** `tasks` undefined: removes the file that an earlier run left. */
async function writeParquet(io: Io, path: string, tasks: TaskFigures | undefined): Promise<void> {
  if (tasks === undefined) return io.removeFile(path);
  const { tableParquet } = await import('./table-parquet.ts');
  return io.writeFileAtomically(path, tableParquet(TASKS_TABLE, tasks));
}
