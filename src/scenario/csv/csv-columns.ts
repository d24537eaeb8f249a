import { GrowingInts } from '../../collections/growing-numbers.ts';
import { type CodeUnits, codeUnits } from './code-units.ts';
import type { CsvRecord, PlainCsv } from './csv-text.ts';
import { TextNumbers } from './text-numbers.ts';

/** The number of an empty text. */
export const NO_TEXT = 0;

/**
 * A column of a CSV file, without its title. Its distinct texts are numbered, so that each needs to be interpreted only
 * once.
 */
export interface CsvColumn {
  /** Number of distinct texts, including the empty one. */
  readonly count: number;
  /** The number of a row's text. */
  numberAt(row: number): number;
  /** The text of a number, without surrounding spaces. */
  textOf(number: number): string;
}

/** The rows of a CSV file, without blank ones. */
export interface CsvRows {
  readonly length: number;
  /** The line on which a row begins, from 1. */
  lineOf(row: number): number;
  /** The requested columns, by position among the titles. */
  readonly columns: ReadonlyMap<number, CsvColumn>;
  /** Of each row that is longer than the titles: its first text that is in no column. */
  readonly stray: readonly StrayCell[];
}

/** A text in a cell for which there is no title. */
export interface StrayCell {
  /** The line on which its row begins, from 1. */
  readonly line: number;
  /** Position of the cell in its row. */
  readonly place: number;
}

/** Which columns are read: their positions, and the number of all titles. */
export interface WantedColumns {
  readonly places: Iterable<number>;
  readonly titles: number;
}

/** Reads the remaining rows of a text, only the columns at these positions. */
export function columnsOfText(csv: PlainCsv, wanted: WantedColumns): CsvRows {
  const rows = new RowReader(csv.text, csv.codes, wanted);
  csv.tell({
    cell: (from, to) => rows.cell(from, to),
    record: (line) => {
      rows.end(line);
      return true;
    },
  });
  return rows;
}

/** The same for records. */
export function columnsOfRecords(records: readonly CsvRecord[], wanted: WantedColumns): CsvRows {
  const text = records.map(({ cells }) => cells.join('')).join('');
  const rows = new RowReader(text, codeUnits(text), wanted);
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
  /** By position in a record. */
  readonly #columns: readonly (ColumnReader | undefined)[];
  /** Position of the next cell. */
  #place = 0;
  #isBlank = true;
  readonly stray: StrayCell[] = [];
  readonly #titles: number;
  /** In the row that is being read. */
  #strayPlace: number | undefined;

  constructor(text: string, codes: CodeUnits, { places, titles }: WantedColumns) {
    this.#text = text;
    this.#titles = titles;
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
      return;
    }
    const isStray = place >= this.#titles && this.#strayPlace === undefined;
    if ((!this.#isBlank && !isStray) || this.#text.slice(from, to).trim() === '') return;
    this.#isBlank = false;
    if (isStray) this.#strayPlace = place;
  }

  /** Ends a row. A blank one is overwritten by the next. */
  end(line: number): void {
    for (let place = this.#place; place < this.#columns.length; place++)
      this.#columns[place]?.read(this.length, 0, 0);
    if (!this.#isBlank) this.#lines.push(line);
    if (this.#strayPlace !== undefined) this.stray.push({ line, place: this.#strayPlace });
    this.#strayPlace = undefined;
    this.#place = 0;
    this.#isBlank = true;
  }
}

class ColumnReader implements CsvColumn {
  readonly #text: string;
  readonly #codes: CodeUnits;
  readonly #texts: TextNumbers;
  /** Number of each row's text. */
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

  /** Most cells have no surrounding spaces; checking two characters is faster than trimming a text. */
  #numberOf(from: number, to: number): number {
    if (isLetter(this.#codes[from]!) && isLetter(this.#codes[to - 1]!)) return this.#texts.numberOf(from, to);
    const cell = this.#text.slice(from, to);
    const begin = from + cell.length - cell.trimStart().length;
    return this.#texts.numberOf(begin, begin + cell.trim().length);
  }
}

/** Whether a code unit is a printable ASCII character other than a space. */
function isLetter(code: number): boolean {
  return code > 32 && code < 127;
}
