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

/** The records of a plain CSV text one at a time, blank lines left out: those of a large inventory are never kept. */
export function* plainRecords(text: string): Generator<CsvRecord> {
  const delimiter = delimiterOf(text);
  const hasReturns = text.includes('\r');
  let start = 0;
  for (let line = 1; start < text.length; line += 1) {
    const end = hasReturns ? endOfLine(text, start) : indexOrEnd(text, '\n', start);
    const cells: string[] = [];
    let from = start;
    for (let at = text.indexOf(delimiter, from); at >= 0 && at < end; at = text.indexOf(delimiter, from)) {
      cells.push(text.slice(from, at));
      from = at + 1;
    }
    cells.push(text.slice(from, end));
    // As the library has it that reads quoted texts: spaces at the beginning of a line are not a cell.
    if (cells[0]!.trim() === '') cells[0] = '';
    if (cells.some((cell) => cell !== '')) yield { line, cells };
    start = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
}

/** Lines end with a line feed, a carriage return, or both. */
function endOfLine(text: string, start: number): number {
  const feed = indexOrEnd(text, '\n', start);
  const back = text.indexOf('\r', start);
  return back >= 0 && back < feed ? back : feed;
}

function indexOrEnd(text: string, mark: string, start: number): number {
  const at = text.indexOf(mark, start);
  return at < 0 ? text.length : at;
}
