import { type CodeUnits, codeUnits } from './code-units.ts';

/** One record of a CSV text. */
export interface CsvRecord {
  /** Line of the text on which the record begins, from 1: a quoted cell may hold line breaks. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The line of the titles: the first one that holds more than blanks, quotes and separators. */
export function headerLine(text: string): { readonly number: number; readonly text: string } {
  let number = 1;
  for (let from = 0; ; number++) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end < 0 ? text.length : end).replace(/\r$/, '');
    if (end < 0 || /[^\s,;|"]/.test(line)) return { number, text: line };
    from = end + 1;
  }
}

/** The separator of the titles: whichever of comma, semicolon, tab and bar (`|`) occurs most often outside quotes. */
export function delimiterOf(text: string): string {
  const header = headerLine(text).text.replace(/"[^"]*"/g, '');
  const count = (mark: string): number => header.split(mark).length - 1;
  return [';', '\t', '|'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}

/** Whether a text has neither quotes nor a byte order mark, so that each line is a record and each separator ends a cell. */
export function isPlainCsv(text: string): boolean {
  return !text.includes('"') && !text.includes('\ufeff');
}

/** Receives the cells and records of a plain CSV text in order. */
export interface CsvListener {
  /** The next cell of the record: offsets of its first character and of the one after its last. */
  cell(from: number, to: number): void;
  /** The record that begins on this line (from 1) is complete; a blank line has one empty cell. Returns whether to go on. */
  record(line: number): boolean;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Reads a plain CSV text once from start to end. Lines end with a line feed, a carriage return, or both. */
export class PlainCsv {
  readonly text: string;
  /** The code units of the text. */
  readonly codes: CodeUnits;
  readonly #delimiter: number;
  /** Where the next line begins, and its number. */
  #at = 0;
  #line: number;

  /** `firstLine`: the number of the text's first line, where it is a part of a file. */
  constructor(text: string, delimiter = delimiterOf(text), firstLine = 1) {
    this.text = text;
    this.codes = codeUnits(text);
    this.#delimiter = delimiter.charCodeAt(0);
    this.#line = firstLine;
  }

  /** Passes the remaining records to the listener, until the text ends or the listener returns false. */
  tell(listener: CsvListener): void {
    const codes = this.codes;
    const delimiter = this.#delimiter;
    let from = this.#at;
    for (let at = from; at < codes.length; at++) {
      const code = codes[at]!;
      if (code === delimiter) {
        listener.cell(from, at);
        from = at + 1;
      } else if (code === LINE_FEED || code === CARRIAGE_RETURN) {
        listener.cell(from, at);
        if (code === CARRIAGE_RETURN && codes[at + 1] === LINE_FEED) at++;
        from = at + 1;
        this.#at = from;
        if (!listener.record(this.#line++)) return;
      }
    }
    if (this.#at === codes.length) return;
    this.#at = codes.length;
    listener.cell(from, codes.length);
    listener.record(this.#line);
  }

  /** The next record that is not blank. */
  next(): CsvRecord | undefined {
    let found: CsvRecord | undefined;
    let cells: string[] = [];
    this.tell({
      cell: (from, to) => {
        cells.push(this.text.slice(from, to));
      },
      record: (line) => {
        // Like the library that reads quoted texts: a first cell of blanks is empty.
        if (cells[0]!.trim() === '') cells[0] = '';
        if (cells.some((cell) => cell !== '')) found = { line, cells };
        cells = [];
        return found === undefined;
      },
    });
    return found;
  }
}

/** The records of a plain CSV text, without blank lines. `firstLine`: see `PlainCsv`. */
export function plainRecords(
  text: string,
  { delimiter, firstLine }: { readonly delimiter?: string; readonly firstLine?: number } = {},
): readonly CsvRecord[] {
  const csv = new PlainCsv(text, delimiter, firstLine);
  const records: CsvRecord[] = [];
  for (let record = csv.next(); record !== undefined; record = csv.next()) records.push(record);
  return records;
}
