import { csvRecords } from '../files/csv-records.ts';
import { FileError } from '../files/file-error.ts';
import { FolderError } from '../files/folder-error.ts';
import type { Io } from '../io.ts';

/** A cell by the name of its column; empty if there is no such column. */
export type StoredRow = (column: string) => string;

export interface StoredTable {
  readonly columns: readonly string[];
  readonly rows: readonly StoredRow[];
}

/** A table that a run wrote. Undefined: the file does not exist. Throws FolderError if it is not such a table. */
export async function storedTable(
  io: Io,
  file: string,
  needed: readonly string[],
): Promise<StoredTable | undefined> {
  let text: string;
  try {
    text = await io.readText(file);
  } catch (error) {
    if (error instanceof FileError && error.problem === 'missing') return undefined;
    throw error;
  }
  const read = await csvRecords(text);
  if (!read.ok) throw new FolderError(`'${file}' is not a table: ${read.message}.`);
  const [head, ...records] = read.records;
  const columns = head?.cells ?? [];
  const missing = needed.find((column) => !columns.includes(column));
  if (missing !== undefined) throw new FolderError(`'${file}' has no column '${missing}'.`);
  for (const { line, cells } of records) {
    if (cells.length !== columns.length)
      throw new FolderError(`'${file}', line ${line}: ${cells.length} cells where ${columns.length} belong.`);
  }
  const places = new Map(columns.map((column, i) => [column, i]));
  const rows = records.map(
    ({ cells }): StoredRow =>
      (column) =>
        cells[places.get(column) ?? -1] ?? '',
  );
  return { columns, rows };
}

export function numberOrNull(cell: string): number | null {
  const value = cell === '' ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : null;
}
