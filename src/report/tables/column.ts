/** The value of one table cell; null is an empty cell. */
export type Cell = string | number | null;

export interface Column<Row> {
  /** The header in the file's first line. The unit is part of the name (`readBytes`, `startSeconds`). */
  readonly header: string;
  readonly cell: (row: Row) => Cell;
}

/** One CSV file of a result folder, as data; the CLI serialises it. */
export interface Table<Row> {
  readonly file: string;
  readonly columns: readonly Column<Row>[];
}

/** The file's first record. */
export function headerRecord(table: { readonly columns: readonly { readonly header: string }[] }): string[] {
  return table.columns.map((column) => column.header);
}

/**
 * A spreadsheet runs a cell that begins with one of these as a formula, and names come from whoever wrote the
 * inventory. Such a text gets a leading apostrophe, which spreadsheets show as text and other readers may strip.
 * Numbers are never changed.
 */
const FORMULA_STARTS = '=+-@\t\r';

export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `${cell}`;
  return cell !== '' && FORMULA_STARTS.includes(cell[0]!) ? `'${cell}` : cell;
}
