import { printable } from './printable.ts';

/** A comment of a pull request takes 65,536 characters; what is added around a text has room, too. */
const MARKDOWN_LIMIT = 60_000;

/**
 * Any text as plain words in a paragraph or a cell: nothing in it is markup, a mention or the end of a cell. A name from
 * an inventory can be anything. Round brackets are markup only behind square ones.
 */
export function plainWords(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>#|~]/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(/@/g, '&#64;');
}

/** Lines as they are, whatever stands in them: the fence is longer than any in the text. */
export function codeBlock(lines: readonly string[]): string {
  const text = lines.map(printable).join('\n');
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}\n`;
}

/** What can be typed, within a sentence. */
export function codeSpan(text: string): string {
  const shown = printable(text);
  const longest = [...shown.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`;
}

/** A heading that opens to what is below it. */
export function folded(heading: string, body: string): string {
  return `<details><summary>${plainWords(heading)}</summary>\n\n${body}\n</details>\n`;
}

/** A table; cells are plain words. The first column has names; of the others those with figures stand on the right. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(plainWords).join(' | ')} |\n`;
  const isFigures = (column: number) => rows.every((row) => !/^[a-z]/i.test(row[column] ?? ''));
  const rule = `| ${heads.map((_, i) => (i > 0 && isFigures(i) ? '---:' : '---')).join(' | ')} |\n`;
  return [line(heads), rule, ...rows.map(line)].join('');
}

/** As many of the parts as fit, in order; the first that does not ends it, and a sentence says how many are missing. */
export function withinLimit(
  parts: readonly string[],
  left: (missing: number) => string,
  limit = MARKDOWN_LIMIT,
): string {
  let text = '';
  for (const [i, part] of parts.entries()) {
    const rest = parts.length - i;
    if (text.length + part.length + left(rest).length > limit) return `${text}${left(rest)}`;
    text += part;
  }
  return text;
}
