import type { Span } from '../../diagnostics/diagnostic.ts';
import { type LineTable, lineText, spanOfLine } from '../../diagnostics/source-text.ts';
import type { CsvRecord } from '../csv-text.ts';

/** Columns that an inventory may have, matched by their titles. */
export const INVENTORY_COLUMNS = [
  'vm',
  'host',
  'datastore',
  'size',
  'used',
  'changeRate',
  'guest',
  'tracking',
  'tags',
  'disk',
  'deleted',
  'swap',
  'thin',
  'lastBackup',
  'platform',
] as const;
export type InventoryColumn = (typeof INVENTORY_COLUMNS)[number];

/** The row that is being read: its cells by column, and where they stand. */
export class InventoryRow {
  readonly #lines: LineTable;
  readonly #columns: ReadonlyMap<InventoryColumn, number>;
  #record: CsvRecord;

  constructor(lines: LineTable, columns: ReadonlyMap<InventoryColumn, number>, record: CsvRecord) {
    this.#lines = lines;
    this.#columns = columns;
    this.#record = record;
  }

  /** One object for all rows, since nobody keeps one. */
  movedTo(record: CsvRecord): this {
    this.#record = record;
    return this;
  }

  get line(): number {
    return this.#record.line;
  }

  get isBlank(): boolean {
    for (const cell of this.#record.cells) if (trimmed(cell) !== '') return false;
    return true;
  }

  get span(): Span {
    return spanOfLine(this.#lines, this.line);
  }

  /** The cell without spaces around it; undefined for an empty one. */
  text(column: InventoryColumn): string | undefined {
    const index = this.#columns.get(column);
    const cell = index === undefined ? undefined : this.#record.cells[index];
    return cell === undefined || cell === '' ? undefined : trimmed(cell) || undefined;
  }

  /** The cells of several columns as one text, which tells other cells apart. */
  textOf(columns: readonly InventoryColumn[]): string {
    let text = '';
    for (const column of columns) text += `${this.text(column) ?? ''}\n`;
    return text;
  }

  cellSpan(column: InventoryColumn): Span {
    const index = this.#columns.get(column);
    return index === undefined ? this.span : cellSpan(this.#lines, this.line, index);
  }
}

/** Most cells have no spaces around them, and asking two characters is quicker than asking for a text without. */
function trimmed(cell: string): string {
  return isLetter(cell.charCodeAt(0)) && isLetter(cell.charCodeAt(cell.length - 1)) ? cell : cell.trim();
}

/** A character of ASCII that is no space. */
function isLetter(code: number): boolean {
  return code > 32 && code < 127;
}

/** Where a cell stands in its line. Looked for late, only when there is something to say about it. */
export function cellSpan(lines: LineTable, line: number, index: number): Span {
  const whole = spanOfLine(lines, line);
  const text = lineText(lines, line - 1);
  const delimiter = [',', ';', '\t'].reduce((a, b) =>
    count(lineText(lines, 0), b) > count(lineText(lines, 0), a) ? b : a,
  );
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

function count(text: string, character: string): number {
  return text.split(character).length;
}
