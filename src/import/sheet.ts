import { flagOf, numberOf, textOf } from './cell.ts';
import { type Cell, isBlank, type Table } from './table.ts';

/**
 * For each column that an importer wants, the headers it goes by, best first. A `*` stands for the numbers of a list's
 * records: `includes.*.name` is read by `list`.
 */
export type HeaderNames<Column extends string> = Readonly<Record<Column, readonly string[]>>;

/** One row with data, read by column and never by position: custom attributes shift positions. */
export interface SheetRow<Column extends string> {
  /** Its row as the spreadsheet counts: the header stands in row 1. */
  readonly line: number;
  cell(column: Column): Cell | undefined;
  text(column: Column): string;
  number(column: Column): number | undefined;
  flag(column: Column): boolean | undefined;
  /** One text for each record of the list up to the last that says something; empty where one says nothing. */
  list(column: Column): string[];
}

export interface Sheet<Column extends string> {
  readonly name: string;
  readonly has: ReadonlySet<Column>;
  /** Decimal mark of numbers that are text. */
  readonly decimal: '.' | ',';
  readonly rows: readonly SheetRow<Column>[];
}

/**
 * The sheet `name` of `tables` with its columns found; undefined where the export lacks it or it has no
 * header row.
 */
export function openSheet<Column extends string>(
  tables: readonly Table[],
  name: string,
  headers: HeaderNames<Column>,
): Sheet<Column> | undefined {
  const table = tables.find((candidate) => normalised(candidate.name) === normalised(name));
  return table === undefined ? undefined : openTable({ ...table, name }, headers);
}

/** A table with its columns found, whatever it is called; undefined where it has no header row. */
export function openTable<Column extends string>(
  table: Table,
  headers: HeaderNames<Column>,
): Sheet<Column> | undefined {
  const headerIndex = table.rows.findIndex((cells) => !cells.every(isBlank));
  if (headerIndex < 0) return undefined;
  const positions = positionsOf(table.rows[headerIndex] ?? [], headers);
  const decimal = table.decimal ?? '.';
  const rows: SheetRow<Column>[] = [];
  for (const [index, cells] of table.rows.entries()) {
    if (index <= headerIndex || cells.every(isBlank)) continue;
    rows.push(new RowOfSheet(cells, index + 1, positions, decimal));
  }
  return { name: table.name, has: new Set(positions.keys()), decimal, rows };
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

/** Positions of one header, of a list's header those of all its records in their order. */
function positionsOfHeader(header: string, byHeader: ReadonlyMap<string, number>): number[] {
  const [before, after] = header.split('*');
  if (before === undefined || after === undefined) return [byHeader.get(header) ?? []].flat();
  const positions: number[] = [];
  for (const [candidate, position] of byHeader) {
    if (!candidate.startsWith(before) || !candidate.endsWith(after)) continue;
    const number = candidate.slice(before.length, candidate.length - after.length);
    if (/^\d+$/.test(number)) positions[Number(number)] = position;
  }
  // A record without this field leaves a hole: -1 is no position.
  return Array.from(positions, (position) => position ?? -1);
}

/** `Free % ` is `free %`: headers come with stray blanks and in any case. */
function normalised(header: string): string {
  return header.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Reports have rows by the hundred thousand: what they have in common stands once, beside them. */
class RowOfSheet<Column extends string> implements SheetRow<Column> {
  readonly line: number;
  readonly #cells: readonly Cell[];
  readonly #positions: ReadonlyMap<Column, readonly number[]>;
  readonly #decimal: '.' | ',';

  constructor(
    cells: readonly Cell[],
    line: number,
    positions: ReadonlyMap<Column, readonly number[]>,
    decimal: '.' | ',',
  ) {
    this.line = line;
    this.#cells = cells;
    this.#positions = positions;
    this.#decimal = decimal;
  }

  /** A file can hold two dialects of one column, one of them empty; rows may end before the last header. */
  cell(column: Column): Cell | undefined {
    const positions = this.#positions.get(column);
    if (positions === undefined) return undefined;
    for (const position of positions) if (!isBlank(this.#cells[position])) return this.#cells[position];
    return undefined;
  }

  text(column: Column): string {
    return textOf(this.cell(column));
  }

  number(column: Column): number | undefined {
    return numberOf(this.cell(column), this.#decimal);
  }

  flag(column: Column): boolean | undefined {
    return flagOf(this.cell(column));
  }

  list(column: Column): string[] {
    const texts = (this.#positions.get(column) ?? []).map((position) => textOf(this.#cells[position]));
    return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
  }
}
