import { widthOf } from './line-width.ts';

/** Columns that a line of words may take. */
export const WIDEST = 96;

/** A sentence in lines of a terminal, where wide characters take two columns: what goes on is indented by two more than its beginning. A row of a table that has room stays as it is. */
export function wrapped(line: string, most = WIDEST): string[] {
  const indent = ' '.repeat(line.length - line.trimStart().length);
  const lines: string[] = [];
  let current = indent;
  for (const word of line.trim().split(' ')) {
    const longer = current.trim() === '' ? `${current}${word}` : `${current} ${word}`;
    if (widthOf(longer) <= most || current.trim() === '') current = longer;
    else {
      lines.push(current);
      current = `${indent}  ${word}`;
    }
  }
  return [...lines, current];
}
