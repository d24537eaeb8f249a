import { firstOf } from '../../units/cut-list.ts';
import { formatDuration } from '../../units/format-quantity.ts';

/** Something that happened, and what is to be said of it. */
export interface Told {
  readonly atUs: number;
  readonly lines: readonly string[];
}

/** The first few, and how many more there are; a single one more is told, too. */
export function few(texts: readonly string[], most = 6): string {
  return firstOf(texts, texts.length === most + 1 ? most + 1 : most);
}

/** Columns side by side, the first to the left, the others to the right; no blanks at the ends. */
export function aligned(rows: readonly (readonly string[])[], indent: string): string[] {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => row[c]!.length)));
  return rows.map((row) =>
    `${indent}${row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join('  ')}`.trimEnd(),
  );
}

export function lasted(fromUs: number, toUs: number): string {
  return formatDuration(toUs - fromUs);
}
