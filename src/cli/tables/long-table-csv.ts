import { cellText, headerRecord } from '../../report/column.ts';
import type { LongColumn, LongTable } from '../../report/long-table.ts';
import { csvCell, csvText } from '../write-csv.ts';
import { TextBytes } from './text-bytes.ts';

/** Bytes that are written at once. */
const PIECE = 256 * 1024;
const COMMA = 44;
const LINE_FEED = 10;

/** The first line of a long table's file. */
export function headerLine<Data>(table: LongTable<Data>): string {
  return csvText([headerRecord(table)]);
}

/**
 * The rows of a long table, or some that follow each other, as CSV in UTF-8, piece by piece. Names are safe to open in a
 * spreadsheet.
 */
export function writeRows<Data>(
  table: LongTable<Data>,
  data: Data,
  write: (piece: Uint8Array) => void,
): void {
  const writers = table.columns.map((column) => writerOf(column, data));
  const rows = table.rows(data);
  const lines = new TextBytes(PIECE + PIECE / 16);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < writers.length; c++) {
      if (c > 0) lines.byte(COMMA);
      writers[c]!(lines, row);
    }
    lines.byte(LINE_FEED);
    if (lines.length >= PIECE) write(lines.take());
  }
  if (lines.length > 0) write(lines.take());
}

/** Writes one cell. */
type CellWriter = (lines: TextBytes, row: number) => void;

function writerOf<Data>(column: LongColumn<Data>, data: Data): CellWriter {
  switch (column.type) {
    case 'name': {
      const names = new NameBytes(column.names(data));
      return (lines, row) => names.write(lines, column.cell(data, row));
    }
    case 'text':
      return (lines, row) => lines.text(csvCell(cellText(column.cell(data, row))));
    default:
      return (lines, row) => {
        const value = column.cell(data, row);
        if (value >= 0) lines.number(value);
      };
  }
}

/** Names as cells, in bytes: most of them stand in many rows. */
class NameBytes {
  readonly #bytes: Uint8Array;
  readonly #ends: Int32Array;

  constructor(names: readonly (string | null)[]) {
    const bytes = new TextBytes(PIECE);
    this.#ends = Int32Array.from(names, (name) => {
      bytes.text(csvCell(cellText(name)));
      return bytes.length;
    });
    this.#bytes = bytes.take();
  }

  /** Nothing, where there is no such name. */
  write(lines: TextBytes, name: number): void {
    if (name < this.#ends.length)
      lines.copy(this.#bytes, name === 0 ? 0 : this.#ends[name - 1]!, this.#ends[name]!);
  }
}
