import { join } from 'node:path';
import * as z from 'zod';
import type { Outcome } from '../../experiment/units/outcome.ts';
import type { WindowSpread } from '../../report/charts/replications-chart.ts';
import type { ReportData } from '../../report/data/report-data.ts';
import type { StoredReplications } from '../../report/replications/stored-replications.ts';
import { figureHeader, outcomeOfRow, REPLICATIONS_TABLE } from '../../report/replications/table.ts';
import { windowSpreads } from '../../report/replications/window-spreads.ts';
import { FolderError } from '../files/folder-error.ts';
import type { Io } from '../io.ts';
import { readStoredJson } from './stored-json.ts';
import { numberOrNull, storedTable } from './stored-table.ts';

/** The file's name in the folder of a run with replications. */
export const REPLICATIONS_FILE = 'replications.json';

const number = z.number();
const interval = z.tuple([number, number]);
const spread = z.object({
  mean: number,
  ci95: interval.nullable(),
  p50: number,
  p95: number,
});

/** The part that page and `report.md` need. */
const SHAPE: z.ZodType<StoredReplications> = z.object({
  replications: z.int(),
  allMeetWindows: z.object({ held: z.int(), n: z.int(), share: number, ci95: interval }).nullable(),
  cutShort: number.exactOptional(),
  neverStarted: z.record(z.string(), z.int()).exactOptional(),
  window: z.object({ seconds: spread }).exactOptional(),
  nights: z.object({ longestSeconds: spread }).exactOptional(),
  jobs: z
    .record(
      z.string(),
      z.object({
        window: spread.exactOptional(),
        meetsWindow: z.object({ share: number }).exactOptional(),
      }),
    )
    .exactOptional(),
});

/** Undefined: the file does not exist. Throws FolderError. */
export async function storedReplications(io: Io, folder: string): Promise<StoredReplications | undefined> {
  const file = join(folder, REPLICATIONS_FILE);
  if (!(await io.exists(file))) return undefined;
  const read = readStoredJson(await io.readText(file), {
    format: 'proxysim-replications/1',
    what: 'the replications of a run',
    shape: SHAPE,
  });
  if (read.ok) return read.content;
  throw new FolderError(`'${file}' ${read.problem}. Without that file it is the result of one run alone.`);
}

/**
 * The length of windows in each replication of a report's run. Undefined: the folder has none that can be drawn.
 * Throws FolderError.
 */
export async function storedWindowSpreads(
  io: Io,
  folder: string,
  report: ReportData,
): Promise<WindowSpread[] | undefined> {
  const table = await storedTable(io, join(folder, REPLICATIONS_TABLE), ['replication'], (row) => row);
  return (
    table &&
    windowSpreads(report, (path) => table.rows.flatMap((row) => numberOrNull(row(figureHeader(path))) ?? []))
  );
}

/** The outcomes in a result folder; undefined: it holds only a single run. Throws FolderError. */
export async function severalOutcomes(io: Io, folder: string): Promise<readonly Outcome[] | undefined> {
  const outcomes = await readOutcomes(io, join(folder, REPLICATIONS_TABLE));
  return outcomes !== undefined && outcomes.length > 1 ? outcomes : undefined;
}

/**
 * The outcomes in the order of the replications, as far as the table contains them. Undefined: the file does not
 * exist. Throws FolderError if it is not such a table.
 */
export async function readOutcomes(io: Io, file: string): Promise<readonly Outcome[] | undefined> {
  const table = await storedTable(io, file, ['replication', 'fingerprint'], (row) => row);
  if (table === undefined) return undefined;
  const { columns, rows } = table;
  rows.forEach((row, i) => {
    if (row('replication') !== `${i}`)
      throw new FolderError(`'${file}' has no row of replication ${i} where it belongs.`);
    const wrong = columns.find((column) => column !== 'fingerprint' && !Number.isFinite(Number(row(column))));
    if (wrong !== undefined)
      throw new FolderError(
        `'${file}', replication ${i}: '${row(wrong)}' in column '${wrong}' is no number.`,
      );
  });
  return rows.map((row) => outcomeOfRow(columns, row));
}
