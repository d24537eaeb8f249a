import { type CsvRecord, delimiterOf, isPlainCsv, plainRecords } from '../../scenario/csv/csv-text.ts';

export type CsvRecords =
  | { readonly ok: true; readonly records: readonly CsvRecord[] }
  | { readonly ok: false; readonly message: string };

export interface CsvPart {
  /** Default: the one that occurs most in the first line. */
  readonly delimiter?: string;
  /** Number of the text's first line, where it is a part of a file. Default: 1. */
  readonly firstLine?: number;
}

/** Every record of a CSV text with its position, without blank lines. */
export async function csvRecords(
  text: string,
  { delimiter = delimiterOf(text), firstLine = 1 }: CsvPart = {},
): Promise<CsvRecords> {
  if (isPlainCsv(text)) return { ok: true, records: plainRecords(text, { delimiter, firstLine }) };
  const { parseString } = await import('fast-csv');
  const starts = recordStarts(text, { delimiter, firstLine });
  return new Promise((resolve) => {
    const records: CsvRecord[] = [];
    let row = 0;
    // Blank lines count as records here, so that the records match their positions.
    parseString<string[], string[]>(text, { headers: false, delimiter, ignoreEmpty: false })
      .on('data', (cells: string[]) => {
        const line = starts[row] ?? starts.at(-1)!;
        row += 1;
        if (cells.some((cell) => cell !== '')) records.push({ line, cells });
      })
      .on('error', (error: Error) => {
        const place = starts[row] ?? firstLine;
        resolve({ ok: false, message: `line ${place}: ${firstWords(error.message)}` });
      })
      .on('end', () => resolve({ ok: true, records }));
  });
}

/** The parser's message repeats the rest of the file. */
function firstWords(message: string): string {
  const [line = ''] = message.replace(/^Parse Error: /, '').split(/ at '| in line/, 1);
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}

/** The line on which each record begins. A line break inside quotes does not end a record. */
function recordStarts(text: string, { delimiter, firstLine }: Required<CsvPart>): number[] {
  const starts = [firstLine];
  let line = firstLine;
  let quoted = false;
  let cellBegins = true;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i]!;
    if (character === '"' && (quoted || cellBegins)) quoted = !quoted;
    // A doubled quote closes and reopens the cell, so the next character counts as the beginning of a cell.
    cellBegins = character === delimiter || character === '"' || /\s/.test(character);
    if (character !== '\n' && !(character === '\r' && text[i + 1] !== '\n')) continue;
    line += 1;
    if (!quoted) starts.push(line);
  }
  return starts;
}
