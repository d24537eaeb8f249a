import { parseString } from 'fast-csv';

export interface CsvRecord {
  /** Line of the text on which the record begins, from 1: a quoted cell may hold line breaks. */
  readonly line: number;
  readonly cells: readonly string[];
}

export type CsvRecords =
  | { readonly ok: true; readonly records: readonly CsvRecord[] }
  | { readonly ok: false; readonly message: string };

/** Every record of a CSV text with its place, blank lines left out. The separator is what the first line uses most. */
export function csvRecords(text: string): Promise<CsvRecords> {
  const delimiter = delimiterOf(text);
  const starts = recordStarts(text, delimiter);
  return new Promise((resolve) => {
    const records: CsvRecord[] = [];
    let row = 0;
    // Blank lines are taken as records here, so that the count of rows and the places go together.
    parseString<string[], string[]>(text, { headers: false, delimiter, ignoreEmpty: false })
      .on('data', (cells: string[]) => {
        const line = starts[row] ?? starts.at(-1) ?? 1;
        row += 1;
        if (cells.some((cell) => cell !== '')) records.push({ line, cells });
      })
      .on('error', (error: Error) => {
        const place = starts[row] ?? 1;
        resolve({ ok: false, message: `line ${place}: ${firstWords(error.message)}` });
      })
      .on('end', () => resolve({ ok: true, records }));
  });
}

/** The parser repeats the rest of the file in its message. */
function firstWords(message: string): string {
  const [line = ''] = message.replace(/^Parse Error: /, '').split(/ at '| in line/, 1);
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}

function delimiterOf(text: string): string {
  const header = (text.split(/\r?\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (mark: string): number => header.split(mark).length - 1;
  return [';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}

/** The line on which each record begins: a line break inside quotes does not end one. */
function recordStarts(text: string, delimiter: string): number[] {
  const starts = [1];
  if (!text.includes('"') && !text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
      starts.push(starts.length + 1);
    return starts;
  }
  let line = 1;
  let quoted = false;
  let cellBegins = true;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i]!;
    if (character === '"' && (quoted || cellBegins)) quoted = !quoted;
    // A doubled quote closes and opens again, so the next character counts as the beginning of a cell.
    cellBegins = character === delimiter || character === '"' || /\s/.test(character);
    if (character !== '\n' && !(character === '\r' && text[i + 1] !== '\n')) continue;
    line += 1;
    if (!quoted) starts.push(line);
  }
  return starts;
}
