import { columnsOf } from '../characters/wide-characters.ts';

/** Columns of a terminal that is not narrow. */
export const WIDEST_LINE = 120;

/** Columns that a line takes: none for the codes of colours, which end in `m`. */
export function widthOf(line: string): number {
  const [first = '', ...coloured] = line.split('\u001B[');
  const shown = [first, ...coloured.map((part) => part.slice(part.indexOf('m') + 1))].join('');
  return columnsOf(shown).length;
}
