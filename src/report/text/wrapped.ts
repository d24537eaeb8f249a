import { WIDEST_SENTENCE, widthOf } from './line-width.ts';

/** A space that is not inside a figure such as `5h 57m` or `500 MB/s`. */
const BETWEEN_WORDS = / (?!(?:[kKMGTP]i?)?(?:B|bit)(?:\/s)?\b)(?!(?<=\d[dhms] )\d+(?:ms|[dhms])\b)/;

/**
 * A sentence wrapped to terminal lines; wide characters take two columns. Continuation lines are indented by two more
 * than the first. A table row that fits stays unchanged.
 */
export function wrapped(line: string, most: number): string[] {
  const indent = ' '.repeat(line.length - line.trimStart().length);
  const lines: string[] = [];
  let current = indent;
  // In files lines may break inside a figure, as they always have. On narrow terminals breaks are frequent, so
  // figures stay whole.
  for (const word of line.trim().split(most < WIDEST_SENTENCE ? BETWEEN_WORDS : ' ')) {
    const longer = current.trim() === '' ? `${current}${word}` : `${current} ${word}`;
    if (widthOf(longer) <= most || current.trim() === '') current = longer;
    else {
      lines.push(current.trimEnd());
      current = `${indent}  ${word}`;
    }
  }
  return [...lines, current];
}

/** A paragraph, all of whose lines have the same indent. */
export function paragraph(text: string, indent: string, most: number): string[] {
  return wrapped(text, most - indent.length).map((line) => `${indent}${line.trimStart()}`);
}
