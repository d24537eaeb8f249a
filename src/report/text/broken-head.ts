import { widthOf } from './line-width.ts';

/**
 * A column header broken into lines that are no wider than the cells below it, as far as its words allow: `load-`,
 * `ratio`.
 */
export function brokenHead(head: string, cells: readonly string[]): string[] {
  const pieces = head.split(/(?<=[ -])/);
  const widest = (texts: readonly string[]) =>
    texts.reduce((most, text) => Math.max(most, widthOf(text.trimEnd())), 0);
  const room = Math.max(widest(cells.flatMap((cell) => cell.split('\n'))), widest(pieces));
  const lines: string[] = [];
  for (const piece of pieces) {
    const longer = `${lines.at(-1) ?? ''}${piece}`;
    if (lines.length > 0 && widthOf(longer.trimEnd()) <= room) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}
