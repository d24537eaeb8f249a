import { columnsOf } from '../characters/wide-characters.ts';

/** Width of tables in files and on wide terminals, in columns. */
export const WIDEST_LINE = 120;
/** Widest sentence, in columns: longer lines are hard to read. */
export const WIDEST_SENTENCE = 96;
/** Narrowest width supported: below it figures would not fit beside their names. */
const NARROWEST_LINE = 60;

/** The widths of a text report, in terminal columns. */
export interface LineWidth {
  /** Widest row of a table. */
  readonly row: number;
  /** Widest line of a long sentence. */
  readonly sentence: number;
  /** Widest line of any other kind, except those to be copied. */
  readonly line: number;
}

/**
 * The same for all files and pipes, whatever the terminal; a line that is no table row or long sentence is never
 * broken.
 */
export const FILE_WIDTH: LineWidth = {
  row: WIDEST_LINE,
  sentence: WIDEST_SENTENCE,
  line: Number.POSITIVE_INFINITY,
};

/** For a terminal with this many columns. */
export function terminalWidth(columns: number): LineWidth {
  const line = Math.min(Math.max(columns, NARROWEST_LINE), WIDEST_LINE);
  return { row: line, sentence: Math.min(line, WIDEST_SENTENCE), line };
}

/** Terminal columns that a line takes, not counting colour codes, which end in `m`. */
export function widthOf(line: string): number {
  const [first = '', ...coloured] = line.split('\u001B[');
  const shown = [first, ...coloured.map((part) => part.slice(part.indexOf('m') + 1))].join('');
  return columnsOf(shown).length;
}
