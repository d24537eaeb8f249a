import { madeOnce } from '../../collections/made-once.ts';
import type { Finding, FindingKinds, Findings } from '../findings.ts';
import { flagOf, numberOf, textOf } from './cell.ts';
import { markEvidence } from './decimal-mark.ts';
import { totalRow } from './frame.ts';
import { type Cell, type DecimalMark, isBlank, type Table } from './table.ts';

/**
 * For each column that an importer wants, the headers it goes by, best first. A `*` stands for the numbers of a list's
 * records: `includes.*.name` is read by `list`.
 */
export type HeaderNames<Column extends string> = Readonly<Record<Column, readonly string[]>>;

/** One row with data, read by column and never by position: custom attributes shift positions. */
export interface SheetRow<Column extends string> {
  /** The name of its table. */
  readonly sheet: string;
  /** Its row as the spreadsheet counts: the header stands in row 1. */
  readonly line: number;
  /** Its place, for a finding about `subject`. */
  about(subject: string): Finding;
  cell(column: Column): Cell | undefined;
  text(column: Column): string;
  number(column: Column): number | undefined;
  /**
   * Decimal mark of the column's numbers that are text: what they tell themselves, else what all columns, else what the
   * file suggests.
   */
  decimal(column: Column): DecimalMark;
  flag(column: Column): boolean | undefined;
  /** One text for each record of the list up to the last that says something; empty where one says nothing. */
  list(column: Column): string[];
}

export interface Sheet<Column extends string> {
  readonly name: string;
  readonly has: ReadonlySet<Column>;
  /** Decimal mark of numbers that are text, as the file suggests. */
  readonly decimal: DecimalMark;
  readonly rows: readonly SheetRow<Column>[];
}

/** What reading the cells of any sheet can find; importers have these kinds among their own. */
export const CELL_CODES = {
  'numbers-guessed': {
    severity: 'warning',
    text: 'columns with numbers that can be read in two ways, with nothing else in the sheet to settle it, are read as the separator of the file suggests',
  },
  'numbers-settled': {
    severity: 'info',
    text: 'columns with numbers that can be read in two ways are read like the unambiguous numbers of the column or the sheet, not as the separator of the file suggests',
  },
  'total-left-out': {
    severity: 'info',
    text: 'a row of totals below the table is left out',
  },
  'flag-unknown': {
    severity: 'warning',
    text: 'cells that should say yes or no but say something else are ignored',
  },
} as const satisfies FindingKinds<string>;

type CellFindings = Pick<Findings<keyof typeof CELL_CODES>, 'add'>;

/**
 * The sheet `name` of `tables` with its columns found; undefined where the export lacks it or it has no
 * header row.
 */
export function openSheet<Column extends string>(
  tables: readonly Table[],
  name: string,
  headers: HeaderNames<Column>,
  findings?: CellFindings,
): Sheet<Column> | undefined {
  const table = tables.find((candidate) => normalised(candidate.name) === normalised(name));
  return table === undefined ? undefined : openTable({ ...table, name }, headers, findings);
}

/** A table with its columns found, whatever it is called; undefined where it has no header row. */
export function openTable<Column extends string>(
  table: Table,
  headers: HeaderNames<Column>,
  findings?: CellFindings,
): Sheet<Column> | undefined {
  const headerIndex = table.rows.findIndex((cells) => !cells.every(isBlank));
  if (headerIndex < 0) return undefined;
  const positions = positionsOf(table.rows[headerIndex] ?? [], headers);
  const columns = new SheetColumns(table, headerIndex, positions, findings);
  const rows: SheetRow<Column>[] = [];
  const total = totalRow(table);
  for (const [index, cells] of table.rows.entries()) {
    if (index <= headerIndex || cells.every(isBlank)) continue;
    if (index === total?.index) {
      findings?.add('total-left-out', { sheet: table.name, row: index + 1, subject: total.word });
      continue;
    }
    rows.push(new RowOfSheet(cells, index + 1, columns));
  }
  return { name: table.name, has: new Set(positions.keys()), decimal: columns.suggested, rows };
}

/** The rows of all these tables in their order; a table without a header row has none. */
export function rowsOf<Column extends string>(
  tables: readonly Table[],
  headers: HeaderNames<Column>,
  findings?: CellFindings,
): SheetRow<Column>[] {
  return tables.flatMap((table) => openTable(table, headers, findings)?.rows ?? []);
}

function positionsOf<Column extends string>(
  headerRow: readonly Cell[],
  headers: HeaderNames<Column>,
): Map<Column, readonly number[]> {
  const byHeader = new Map<string, number>();
  for (const [position, cell] of headerRow.entries()) {
    const header = normalised(textOf(cell));
    if (header !== '' && !byHeader.has(header)) byHeader.set(header, position);
  }
  const positions = new Map<Column, readonly number[]>();
  for (const column in headers) {
    const found = headers[column].flatMap((header) => positionsOfHeader(normalised(header), byHeader));
    if (found.length > 0) positions.set(column, found);
  }
  return positions;
}

/** More records than any list has. A list is as long as the largest number in its headers, so absurd numbers must not count. */
const MOST_RECORDS = 100_000;

/** Positions of one header, of a list's header those of all its records in their order. */
function positionsOfHeader(header: string, byHeader: ReadonlyMap<string, number>): number[] {
  const [before, after] = header.split('*');
  if (before === undefined || after === undefined) return [byHeader.get(header) ?? []].flat();
  const positions: number[] = [];
  for (const [candidate, position] of byHeader) {
    if (!candidate.startsWith(before) || !candidate.endsWith(after)) continue;
    const number = candidate.slice(before.length, candidate.length - after.length);
    if (/^\d+$/.test(number) && Number(number) < MOST_RECORDS) positions[Number(number)] = position;
  }
  // A record without this field leaves a hole: -1 is no position.
  return Array.from(positions, (position) => position ?? -1);
}

/** `Free % ` is `free %`: headers come with stray blanks and in any case. */
function normalised(header: string): string {
  return header.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** What the rows of a sheet have in common: where columns are, and how their numbers are written. */
class SheetColumns<Column extends string> {
  readonly suggested: DecimalMark;
  readonly name: string;
  readonly #findings: CellFindings | undefined;
  readonly #unknownFlags = new Set<string>();
  readonly #rows: Table['rows'];
  readonly #headerIndex: number;
  readonly #positions: ReadonlyMap<Column, readonly number[]>;
  readonly #decimals = new Map<Column, DecimalMark>();
  #ofSheet: ReadonlySet<DecimalMark> | undefined;

  constructor(
    table: Table,
    headerIndex: number,
    positions: ReadonlyMap<Column, readonly number[]>,
    findings: CellFindings | undefined,
  ) {
    this.suggested = table.decimal ?? '.';
    this.name = table.name;
    this.#findings = findings;
    this.#rows = table.rows;
    this.#headerIndex = headerIndex;
    this.#positions = positions;
  }

  positions(column: Column): readonly number[] {
    return this.#positions.get(column) ?? [];
  }

  decimal(column: Column): DecimalMark {
    return madeOnce(this.#decimals, column, () => this.#settle(column));
  }

  reportUnknownFlag(column: Column, line: number, cell: Cell | undefined): void {
    const place = `${line}/${column}`;
    if (this.#unknownFlags.has(place)) return;
    this.#unknownFlags.add(place);
    this.#findings?.add('flag-unknown', { sheet: this.name, row: line, subject: textOf(cell) });
  }

  #settle(column: Column): DecimalMark {
    const positions = this.positions(column);
    const { marks, open, beside } = markEvidence(this.#cellsOf(positions));
    const own = onlyOne(marks) ?? beside;
    if (own !== undefined && (open === undefined || own === this.suggested)) return own;
    if (open === undefined) return this.suggested;
    const told = own ?? onlyOne(this.#marksOfSheet());
    const decimal = told ?? this.suggested;
    const header = textOf(this.#rows[this.#headerIndex]?.[positions[0] ?? -1]);
    const subject = `${header}, ${open} as ${numberOf(open, decimal)}`;
    if (told === undefined) this.#findings?.add('numbers-guessed', { sheet: this.name, subject });
    else if (told !== this.suggested) this.#findings?.add('numbers-settled', { sheet: this.name, subject });
    return decimal;
  }

  #marksOfSheet(): ReadonlySet<DecimalMark> {
    this.#ofSheet ??= markEvidence(this.#cellsOf([...this.#positions.values()].flat())).marks;
    return this.#ofSheet;
  }

  *#cellsOf(positions: readonly number[]): Iterable<Cell | undefined> {
    for (const row of this.#rows.slice(this.#headerIndex + 1)) for (const at of positions) yield row[at];
  }
}

function onlyOne<T>(values: ReadonlySet<T>): T | undefined {
  return values.size === 1 ? [...values][0] : undefined;
}

/** Reports have hundreds of thousands of rows, so what rows have in common is kept once, in `SheetColumns`. */
class RowOfSheet<Column extends string> implements SheetRow<Column> {
  readonly line: number;
  readonly #cells: readonly Cell[];
  readonly #columns: SheetColumns<Column>;

  constructor(cells: readonly Cell[], line: number, columns: SheetColumns<Column>) {
    this.line = line;
    this.#cells = cells;
    this.#columns = columns;
  }

  get sheet(): string {
    return this.#columns.name;
  }

  about(subject: string): Finding {
    return { sheet: this.sheet, row: this.line, subject };
  }

  /** A file can hold two dialects of one column, one of them empty; rows may end before the last header. */
  cell(column: Column): Cell | undefined {
    for (const position of this.#columns.positions(column)) {
      if (!isBlank(this.#cells[position])) return this.#cells[position];
    }
    return undefined;
  }

  text(column: Column): string {
    return textOf(this.cell(column));
  }

  number(column: Column): number | undefined {
    return numberOf(this.cell(column), this.decimal(column));
  }

  decimal(column: Column): DecimalMark {
    return this.#columns.decimal(column);
  }

  flag(column: Column): boolean | undefined {
    const cell = this.cell(column);
    const flag = flagOf(cell);
    if (flag === undefined && !isBlank(cell)) this.#columns.reportUnknownFlag(column, this.line, cell);
    return flag;
  }

  list(column: Column): string[] {
    const texts = this.#columns.positions(column).map((position) => textOf(this.#cells[position]));
    return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
  }
}
