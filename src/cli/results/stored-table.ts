import { delimiterOf } from '../../scenario/csv/csv-text.ts';
import { csvRecords } from '../files/csv-records.ts';
import { FolderError } from '../files/folder-error.ts';
import type { Io } from '../io.ts';

/** A cell by the name of its column; empty if there is no such column. */
export type StoredRow = (column: string) => string;

export interface StoredTable<Row> {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * A table that a run wrote, of any length: of each row, only what `rowOf` makes of it is kept. Undefined: the file does
 * not exist. Throws FolderError if it is not such a table.
 */
export async function storedTable<Row>(
  io: Io,
  file: string,
  needed: readonly string[],
  rowOf: (row: StoredRow) => Row,
): Promise<StoredTable<Row> | undefined> {
  if (!(await io.exists(file))) return undefined;
  const rows: Row[] = [];
  let columns: readonly string[] = [];
  let places: ReadonlyMap<string, number> | undefined;
  let delimiter: string | undefined;
  for await (const { text, line: firstLine } of blocks(io.readLines(file))) {
    delimiter ??= delimiterOf(text);
    const read = await csvRecords(text, { delimiter, firstLine });
    if (!read.ok) throw new FolderError(`'${file}' is not a table: ${read.message}.`);
    for (const { line, cells } of read.records) {
      if (places === undefined) {
        columns = cells;
        places = new Map(columns.map((column, i) => [column, i]));
        refuseWithout(needed, columns, file);
        continue;
      }
      if (cells.length !== columns.length)
        throw new FolderError(
          `'${file}', line ${line}: ${cells.length} cells where ${columns.length} belong.`,
        );
      const known = places;
      rows.push(rowOf((column) => cells[known.get(column) ?? -1] ?? ''));
    }
  }
  if (places === undefined) refuseWithout(needed, columns, file);
  return { columns, rows };
}

function refuseWithout(needed: readonly string[], columns: readonly string[], file: string): void {
  const missing = needed.find((column) => !columns.includes(column));
  if (missing !== undefined) throw new FolderError(`'${file}' has no column '${missing}'.`);
}

interface Block {
  readonly text: string;
  /** Number of its first line in the file, from 1. */
  readonly line: number;
}

/** Characters from which on a block is complete. */
const BLOCK = 256 * 1024;

/** Whole records in texts of moderate length. Quotes come in pairs, except where a cell goes on in the next line. */
async function* blocks(lines: AsyncIterable<string>): AsyncGenerator<Block> {
  let gathered: string[] = [];
  let length = 0;
  let quotes = 0;
  let line = 1;
  for await (const text of lines) {
    gathered.push(text);
    length += text.length;
    quotes += quotesIn(text);
    if (length < BLOCK || quotes % 2 !== 0) continue;
    yield { text: gathered.join('\n'), line };
    line += gathered.length;
    gathered = [];
    length = 0;
  }
  if (gathered.length > 0) yield { text: gathered.join('\n'), line };
}

function quotesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count++;
  return count;
}

export function numberOrNull(cell: string): number | null {
  const value = cell === '' ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : null;
}
