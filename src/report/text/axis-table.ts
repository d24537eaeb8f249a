import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { letterOf } from '../comparison/side-letter.ts';
import { hasRoom, type TextColumn, textTable } from './table.ts';

/**
 * A table whose first columns are the axes of designs. If it would be wider than a terminal, letters replace the
 * axes, and lines above the table explain them.
 */
export function axisTable(
  paths: readonly string[],
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  paint: Paint,
): string[] {
  if (hasRoom(columns, rows, paint.width.row) || paths.length === 0) return textTable(columns, rows, paint);
  const letters = paths.map((_, axis) => letterOf(axis).toLowerCase());
  const lettered = columns.map((column, i) => ({ ...column, head: letters[i] ?? column.head }));
  const legend = paths.map((path, axis) => `${letters[axis]} = ${printable(path)}`);
  return [...legend, ...textTable(lettered, rows, paint)];
}
