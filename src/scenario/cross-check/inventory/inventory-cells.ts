import type { Span } from '../../../diagnostics/diagnostic.ts';
import { type LineTable, lineText, spanOfLine } from '../../../diagnostics/source-text.ts';
import type { CsvColumn, CsvRows } from '../../csv/csv-columns.ts';
import { delimiterOf } from '../../csv/csv-text.ts';
import type { Findings } from '../../findings.ts';

/** The columns that importers write and that messages list. */
export const USUAL_COLUMNS = [
  'vm',
  'host',
  'datastore',
  'size',
  'used',
  'changeRate',
  'guest',
  'tracking',
  'tags',
] as const;

/** Every column that an inventory may have, by its title. */
export const INVENTORY_COLUMNS = [
  ...USUAL_COLUMNS,
  'disk',
  'deleted',
  'swap',
  'thin',
  'lastBackup',
  'platform',
] as const;
export type InventoryColumn = (typeof INVENTORY_COLUMNS)[number];

type Code = Parameters<Findings['report']>[0];

/** The cells of an inventory by row and column, and their places in the text. */
export class InventoryCells {
  /** Number of rows. */
  readonly length: number;
  readonly #rows: CsvRows;
  readonly #lines: LineTable;
  readonly #places: ReadonlyMap<InventoryColumn, number>;
  readonly #findings: Findings;

  /** `places`: the position of each known column among the titles. */
  constructor(
    rows: CsvRows,
    lines: LineTable,
    places: ReadonlyMap<InventoryColumn, number>,
    findings: Findings,
  ) {
    this.length = rows.length;
    this.#rows = rows;
    this.#lines = lines;
    this.#places = places;
    this.#findings = findings;
  }

  /** The line on which a row begins, from 1. */
  lineOf(row: number): number {
    return this.#rows.lineOf(row);
  }

  column(column: InventoryColumn): CsvColumn | undefined {
    const place = this.#places.get(column);
    return place === undefined ? undefined : this.#rows.columns.get(place);
  }

  /** The cell's text without surrounding blanks; undefined for an empty cell. */
  text(row: number, column: InventoryColumn): string | undefined {
    const cells = this.column(column);
    return (cells === undefined ? '' : cells.textOf(cells.numberAt(row))) || undefined;
  }

  /** The span of a cell of the row that begins on this line, or of the whole row where there is no such column. */
  spanOnLine(line: number, column: InventoryColumn | undefined): Span {
    const place = column === undefined ? undefined : this.#places.get(column);
    return place === undefined ? spanOfLine(this.#lines, line) : cellSpan(this.#lines, line, place);
  }

  span(row: number, column: InventoryColumn): Span {
    return this.spanOnLine(this.lineOf(row), column);
  }

  report(
    {
      code,
      message,
      hint,
    }: { readonly code: Code; readonly message: string; readonly hint?: string | undefined },
    row: number,
    column: InventoryColumn,
  ): void {
    const path = `vms.${this.text(row, 'vm') ?? ''}.${column}`;
    this.#findings.report(code, message, { path, span: this.span(row, column), hint });
  }
}

/** The span of a cell in its line. Searched only when a finding needs it. */
export function cellSpan(lines: LineTable, line: number, index: number): Span {
  const whole = spanOfLine(lines, line);
  const text = lineText(lines, line - 1);
  const delimiter = delimiterOf(lines.source.text);
  const lineStart = lines.starts[line - 1] ?? 0;
  let cell = 0;
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= text.length; i += 1) {
    if (text[i] === '"') quoted = !quoted;
    if (i < text.length && (quoted || text[i] !== delimiter)) continue;
    if (cell === index) return { source: lines.source, start: lineStart + start, end: lineStart + i };
    cell += 1;
    start = i + 1;
  }
  return { ...whole, start: whole.end };
}
