import { printable } from './printable.ts';

/** A comment on a pull request may have 65,536 characters; this leaves room for text that is put around ours. */
const MARKDOWN_LIMIT = 60_000;

/**
 * Any text as plain words in a paragraph or a cell. Nothing in it can act as markup, as a mention or as the end of a
 * cell: a name from an inventory may hold anything. Round brackets are markup only after square ones.
 */
export function plainWords(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>#|~]/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(/@/g, '&#64;');
}

/** Lines as they are, whatever they contain: the fence is longer than any in the text. */
export function codeBlock(lines: readonly string[]): string {
  const text = lines.map(printable).join('\n');
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}\n`;
}

/** Inline code, for what the reader can type. */
export function codeSpan(text: string): string {
  const shown = printable(text);
  const longest = [...shown.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`;
}

/** A collapsible section with a heading. */
export function folded(heading: string, body: string): string {
  return `<details><summary>${plainWords(heading)}</summary>\n\n${body}\n</details>\n`;
}

/**
 * A table whose cells are plain words. The first column holds names; other columns are aligned right if they hold
 * figures.
 */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(plainWords).join(' | ')} |\n`;
  const isFigures = (column: number) => rows.every((row) => !/^[a-z]/i.test(row[column] ?? ''));
  const rule = `| ${heads.map((_, i) => (i > 0 && isFigures(i) ? '---:' : '---')).join(' | ')} |\n`;
  return [line(heads), rule, ...rows.map(line)].join('');
}

/**
 * As many of the parts as fit, in order. It stops at the first that does not fit; a sentence then says how many are
 * missing.
 */
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
