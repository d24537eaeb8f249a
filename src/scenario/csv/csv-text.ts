import { type CodeUnits, codeUnits } from './code-units.ts';

/** One record of a CSV text. */
export interface CsvRecord {
  /** Line of the text on which the record begins, from 1: a quoted cell may hold line breaks. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The separator of the header line: whichever of comma, semicolon and tab stands most often outside quotes. */
export function delimiterOf(text: string): string {
  const header = (text.split(/\r?\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (mark: string): number => header.split(mark).length - 1;
  return [';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}

/** No cell is quoted, and no mark of an encoding is left: lines are records, what stands between separators is a cell. */
export function isPlainCsv(text: string): boolean {
  return !text.includes('"') && !text.includes('\ufeff');
}

/** Hears of a plain CSV text, cell after cell. */
export interface CsvListener {
  /** Where the next cell of a record begins, and where it has ended. */
  cell(from: number, to: number): void;
  /** These were the cells of a record that begins on this line, from 1; a blank line has one empty cell. Whether to go on. */
  record(line: number): boolean;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Goes once through a plain CSV text. Lines end with a line feed, a carriage return, or both. */
export class PlainCsv {
  readonly text: string;
  /** Its characters. */
  readonly codes: CodeUnits;
  readonly #delimiter: number;
  /** Where the next line begins, and its number. */
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.text = text;
    this.codes = codeUnits(text);
    this.#delimiter = delimiterOf(text).charCodeAt(0);
  }

  /** Tells what follows, until there is no more or the listener has heard enough. */
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
        // As the library has it that reads quoted texts: spaces at the beginning of a line are not a cell.
        if (cells[0]!.trim() === '') cells[0] = '';
        if (cells.some((cell) => cell !== '')) found = { line, cells };
        cells = [];
        return found === undefined;
      },
    });
    return found;
  }
}

/** The records of a plain CSV text, blank lines left out. */
export function plainRecords(text: string): readonly CsvRecord[] {
  const csv = new PlainCsv(text);
  const records: CsvRecord[] = [];
  for (let record = csv.next(); record !== undefined; record = csv.next()) records.push(record);
  return records;
}
