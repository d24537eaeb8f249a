import { GrowingInts } from '../../collections/growing-numbers.ts';
import { type CodeUnits, codeUnits } from './code-units.ts';
import type { CsvRecord, PlainCsv } from './csv-text.ts';
import { TextNumbers } from './text-numbers.ts';

/** The number of an empty text. */
export const NO_TEXT = 0;

/** A column of a CSV file below its title. Rows repeat each other: what a text means need be found out but once. */
export interface CsvColumn {
  /** How many different texts it has, the empty one among them. */
  readonly count: number;
  /** The number of a row's text. */
  numberAt(row: number): number;
  /** Without spaces around it. */
  textOf(number: number): string;
}

/** The rows of a CSV file that are not blank. */
export interface CsvRows {
  readonly length: number;
  /** On which a row begins, from 1. */
  lineOf(row: number): number;
  /** By place among the titles; those that were asked for. */
  readonly columns: ReadonlyMap<number, CsvColumn>;
}

/** What is left to be read of a text, of which only some columns matter. */
export function columnsOfText(csv: PlainCsv, places: Iterable<number>): CsvRows {
  const rows = new RowReader(csv.text, csv.codes, places);
  csv.tell({
    cell: (from, to) => rows.cell(from, to),
    record: (line) => {
      rows.end(line);
      return true;
    },
  });
  return rows;
}

/** The same of records. */
export function columnsOfRecords(records: readonly CsvRecord[], places: Iterable<number>): CsvRows {
  const text = records.map(({ cells }) => cells.join('')).join('');
  const rows = new RowReader(text, codeUnits(text), places);
  let from = 0;
  for (const { line, cells } of records) {
    for (const { length } of cells) {
      rows.cell(from, from + length);
      from += length;
    }
    rows.end(line);
  }
  return rows;
}

class RowReader implements CsvRows {
  readonly columns: ReadonlyMap<number, ColumnReader>;
  readonly #text: string;
  readonly #lines = new GrowingInts();
  /** By place in a record. */
  readonly #columns: readonly (ColumnReader | undefined)[];
  /** Of the cell that comes next. */
  #place = 0;
  #isBlank = true;

  constructor(text: string, codes: CodeUnits, places: Iterable<number>) {
    this.#text = text;
    this.columns = new Map(Array.from(places, (place) => [place, new ColumnReader(text, codes)]));
    const width = Math.max(0, ...Array.from(this.columns.keys(), (place) => place + 1));
    this.#columns = Array.from({ length: width }, (_, place) => this.columns.get(place));
  }

  get length(): number {
    return this.#lines.length;
  }

  lineOf(row: number): number {
    return this.#lines.at(row);
  }

  cell(from: number, to: number): void {
    const place = this.#place++;
    const column = place < this.#columns.length ? this.#columns[place] : undefined;
    if (column !== undefined) {
      if (column.read(this.length, from, to) !== NO_TEXT) this.#isBlank = false;
    } else if (this.#isBlank && this.#text.slice(from, to).trim() !== '') this.#isBlank = false;
  }

  /** The row has no more cells. The next one takes the place of one that is blank. */
  end(line: number): void {
    for (let place = this.#place; place < this.#columns.length; place++)
      this.#columns[place]?.read(this.length, 0, 0);
    if (!this.#isBlank) this.#lines.push(line);
    this.#place = 0;
    this.#isBlank = true;
  }
}

class ColumnReader implements CsvColumn {
  readonly #text: string;
  readonly #codes: CodeUnits;
  readonly #texts: TextNumbers;
  /** By row. */
  readonly #numbers = new GrowingInts();

  constructor(text: string, codes: CodeUnits) {
    this.#text = text;
    this.#codes = codes;
    this.#texts = new TextNumbers(text, codes);
    this.#texts.numberOf(0, 0);
  }

  get count(): number {
    return this.#texts.count;
  }

  numberAt(row: number): number {
    return this.#numbers.at(row);
  }

  textOf(number: number): string {
    return this.#texts.textOf(number);
  }

  /** Returns the number of the text. */
  read(row: number, from: number, to: number): number {
    const number = from === to ? NO_TEXT : this.#numberOf(from, to);
    if (row < this.#numbers.length) this.#numbers.set(row, number);
    else this.#numbers.push(number);
    return number;
  }

  /** Most cells have no spaces around them, and asking two characters is quicker than asking for a text without. */
  #numberOf(from: number, to: number): number {
    if (isLetter(this.#codes[from]!) && isLetter(this.#codes[to - 1]!)) return this.#texts.numberOf(from, to);
    const cell = this.#text.slice(from, to);
    const begin = from + cell.length - cell.trimStart().length;
    return this.#texts.numberOf(begin, begin + cell.trim().length);
  }
}

/** A character of ASCII that is no space. */
function isLetter(code: number): boolean {
  return code > 32 && code < 127;
}
