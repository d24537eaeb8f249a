import type { SourceText, Span } from './diagnostic.ts';

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters (code points). */
  readonly column: number;
}

/** Offsets at which the lines of a text begin; computed when first needed. */
export interface LineTable {
  readonly source: SourceText;
  readonly starts: readonly number[];
}

export function lineTable(source: SourceText): LineTable {
  let starts: readonly number[] | undefined;
  return {
    source,
    get starts() {
      starts ??= lineStarts(source.text);
      return starts;
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  let next = text.indexOf('\n');
  while (next >= 0) {
    starts.push(next + 1);
    next = text.indexOf('\n', next + 1);
  }
  return starts;
}

/** Row, from 0, of the line that contains the offset. */
export function lineOf(table: LineTable, offset: number): number {
  let low = 0;
  let high = table.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (table.starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The text of a line, by its row from 0, without its line break. */
export function lineText(table: LineTable, row: number): string {
  const start = table.starts[row] ?? 0;
  const end = table.starts[row + 1] ?? table.source.text.length + 1;
  return table.source.text.slice(start, end - 1).replace(/\r$/, '');
}

export function positionOf(table: LineTable, offset: number): Position {
  const row = lineOf(table, offset);
  const before = table.source.text.slice(table.starts[row], offset);
  return { line: row + 1, column: codePoints(before) + 1 };
}

export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The span of a whole text. */
export function wholeOf(source: SourceText): Span {
  return { source, start: 0, end: source.text.length };
}

/** The span of a line (from 1) without its indentation. For texts of which only line numbers are known. */
export function spanOfLine(table: LineTable, line: number): Span {
  const row = Math.min(Math.max(line, 1), table.starts.length) - 1;
  const text = lineText(table, row);
  const start = (table.starts[row] ?? 0) + (text.length - text.trimStart().length);
  return { source: table.source, start, end: start + text.trim().length };
}
