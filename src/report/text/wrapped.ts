import { WIDEST_SENTENCE, widthOf } from './line-width.ts';

/** A blank that is not in the midst of a figure: `5h 57m`, `500 MB/s`. */
const BETWEEN_WORDS = / (?!(?:[kKMGTP]i?)?(?:B|bit)(?:\/s)?\b)(?!(?<=\d[dhms] )\d+(?:ms|[dhms])\b)/;

/** A sentence in lines of a terminal, where wide characters take two columns: what goes on is indented by two more than its beginning. A row of a table that has room stays as it is. */
export function wrapped(line: string, most: number): string[] {
  const indent = ' '.repeat(line.length - line.trimStart().length);
  const lines: string[] = [];
  let current = indent;
  // Files have lines as they always were; where a terminal is narrow breaks come often, and figures stay whole.
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

/** Sentences of a paragraph, whose lines all begin alike. */
export function paragraph(text: string, indent: string, most: number): string[] {
  return wrapped(text, most - indent.length).map((line) => `${indent}${line.trimStart()}`);
}
