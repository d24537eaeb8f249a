/** One cell of a spreadsheet or CSV file, before its meaning is known. */
export type Cell = string | number | boolean | Date | null;

/** What stands before the decimals of a number that is text. */
export type DecimalMark = '.' | ',';

/**
 * A sheet of a workbook or one CSV file: what every importer starts from. The first row that is not empty
 * holds the headers.
 */
export interface Table {
  /** Name of the tab: `vInfo`, `vDisk`. */
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  /**
   * Decimal mark of numbers that are text, where these do not tell; a file separated by `;` comes from a country that
   * writes 1,5. Default `.`.
   */
  readonly decimal?: DecimalMark;
  /** How many records there are in all, where a page of a longer list says so. */
  readonly total?: number;
}

/** The row with the headers: the first that says anything. Undefined: none does. */
export function headerRow({ rows }: Table): readonly Cell[] | undefined {
  return rows.find(isFilled);
}

/** Whether a table has headers at most: they are no row of data. */
export function hasNoData({ rows }: Table): boolean {
  const header = rows.findIndex(isFilled);
  return header < 0 || !rows.some((cells, at) => at > header && isFilled(cells));
}

function isFilled(cells: readonly Cell[]): boolean {
  return !cells.every(isBlank);
}

/** Whether a cell says nothing: grids of a thousand formatted but empty rows are common. */
export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}
