import { headerRecord } from '../../report/tables/column.ts';
import type { LongTable } from '../../report/tables/long-table.ts';
import { csvText } from '../files/write-csv.ts';
import { BLOCK_ROWS, CellBytes } from './cell-bytes.ts';
import { TextBytes } from './text-bytes.ts';

/** Bytes written at once. */
const PIECE = 256 * 1024;
const COMMA = 44;
const LINE_FEED = 10;

/** The first line of a long table's file. */
export function headerLine<Data>(table: LongTable<Data>): string {
  return csvText([headerRecord(table)]);
}

/** Consecutive rows of a long table as CSV in UTF-8, in pieces. Names are safe to open in a spreadsheet. */
export function writeRows<Data>(
  table: LongTable<Data>,
  data: Data,
  write: (piece: Uint8Array) => void,
): void {
  const columns = table.columns.map((column) => CellBytes.of(column, data));
  const rows = table.rows(data);
  const lines = new TextBytes(PIECE + PIECE / 16);
  for (let first = 0; first < rows; first += BLOCK_ROWS) {
    const end = Math.min(rows, first + BLOCK_ROWS);
    for (const column of columns) column.load(first, end);
    for (let row = first; row < end; row++) {
      for (let c = 0; c < columns.length; c++) {
        if (c > 0) lines.byte(COMMA);
        columns[c]!.write(lines, row);
      }
      lines.byte(LINE_FEED);
    }
    if (lines.length >= PIECE) write(lines.take());
  }
  if (lines.length > 0) write(lines.take());
}
