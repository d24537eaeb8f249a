import { wrapped } from './wrapped.ts';

/** A line to be copied: it stays one, however long, since a terminal that breaks it copies it whole. */
export interface Verbatim {
  readonly verbatim: string;
}

export type TextLine = string | Verbatim;

/**
 * Parts of a text with an empty line between them; those that have nothing to say are left out. Lines take at most `width`
 * columns. Ends with a line break.
 */
export function sectionsText(sections: readonly (readonly TextLine[])[], width: number): string {
  const shown = (line: TextLine) => (typeof line === 'string' ? inWidth(line, width) : [line.verbatim]);
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) =>
      lines
        .flatMap(shown)
        .map((line) => `${line}\n`)
        .join(''),
    )
    .join('\n');
}

function inWidth(line: string, width: number): string[] {
  return width === Number.POSITIVE_INFINITY ? [line] : wrapped(line, width);
}
