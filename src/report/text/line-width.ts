import { columnsOf } from '../characters/wide-characters.ts';

/** Columns of a terminal that is not narrow: tables are made for that many. */
export const WIDEST_LINE = 120;
/** Columns that a sentence may take: longer lines are hard to read. */
export const WIDEST_SENTENCE = 96;
/** In fewer columns figures would have no room beside their names. */
const NARROWEST_LINE = 60;

/** How many columns lines of a text report may take. */
export interface LineWidth {
  /** A row of a table. */
  readonly row: number;
  /** A sentence that may be long. */
  readonly sentence: number;
  /** Any line but one to be copied. */
  readonly line: number;
}

/** In files and pipes, the same wherever they are made: a short line stays one line. */
export const FILE_WIDTH: LineWidth = {
  row: WIDEST_LINE,
  sentence: WIDEST_SENTENCE,
  line: Number.POSITIVE_INFINITY,
};

/** On a terminal of so many columns. */
export function terminalWidth(columns: number): LineWidth {
  const line = Math.min(Math.max(columns, NARROWEST_LINE), WIDEST_LINE);
  return { row: line, sentence: Math.min(line, WIDEST_SENTENCE), line };
}

/** Columns that a line takes: none for the codes of colours, which end in `m`. */
export function widthOf(line: string): number {
  const [first = '', ...coloured] = line.split('\u001B[');
  const shown = [first, ...coloured.map((part) => part.slice(part.indexOf('m') + 1))].join('');
  return columnsOf(shown).length;
}
