import { join } from 'node:path';
import type { Outcome } from '../../experiment/outcome.ts';
import type { StoredReplications } from '../../report/page/replications-section.ts';
import { outcomeOfRow } from '../../report/replications/table.ts';
import { FolderError } from '../files/folder-error.ts';
import type { Io } from '../io.ts';
import { readTable } from './read-table.ts';

/** In the folder of a run with replications. */
export const REPLICATIONS_FILE = 'replications.json';
/** Beside it: what each replication had. */
export const REPLICATIONS_TABLE = 'replications.csv';
const FORMAT = 'proxysim-replications/1';

/** Undefined: there is none, or none that this version can read; the report of the run stands without it. */
export async function storedReplications(io: Io, folder: string): Promise<StoredReplications | undefined> {
  const file = join(folder, REPLICATIONS_FILE);
  if (!(await io.exists(file))) return undefined;
  try {
    const parsed: unknown = JSON.parse(await io.readText(file));
    const isOurs =
      typeof parsed === 'object' && parsed !== null && 'format' in parsed && parsed.format === FORMAT;
    return isOurs ? (parsed as unknown as StoredReplications) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * The outcomes in the order of the replications, as far as the table tells them. Undefined: there is no such file. Throws
 * FolderError where it is none of ours.
 */
export async function readOutcomes(io: Io, file: string): Promise<readonly Outcome[] | undefined> {
  const table = await readTable(io, file, ['replication', 'fingerprint']);
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
