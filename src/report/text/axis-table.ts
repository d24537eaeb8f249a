import { letterOf } from '../comparison/side-letter.ts';
import { PLAIN } from '../paint.ts';
import { printable } from '../printable.ts';
import { type TextColumn, textTable } from './table.ts';

/** Columns of a terminal that is not narrow. */
const WIDTH = 120;

/**
 * A table whose first columns are the axes of designs. Where it would be wider than a terminal, letters stand for them, which lines
 * above the table explain.
 */
export function axisTable(
  paths: readonly string[],
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  heading: (text: string) => string,
): string[] {
  const isWide = textTable(columns, rows, PLAIN.heading).some((line) => widthOf(line) > WIDTH);
  if (!isWide || paths.length === 0) return textTable(columns, rows, heading);
  const letters = paths.map((_, axis) => letterOf(axis).toLowerCase());
  const lettered = columns.map((column, i) => ({ ...column, head: letters[i] ?? column.head }));
  const legend = paths.map((path, axis) => `${letters[axis]} = ${printable(path)}`);
  return [...legend, ...textTable(lettered, rows, heading)];
}

/** Without the codes of colours, which end in `m`. */
function widthOf(line: string): number {
  const [first = '', ...coloured] = line.split('\u001B[');
  return [first, ...coloured.map((part) => part.slice(part.indexOf('m') + 1))].join('').length;
}
