import { wrapped } from './wrapped.ts';

/** A line to be copied. It is never wrapped: a line that the terminal itself breaks is still copied as one. */
export interface Verbatim {
  readonly verbatim: string;
}

export type TextLine = string | Verbatim;

/**
 * Sections separated by empty lines; empty ones are left out. Lines are wrapped to `width` columns. Ends with a line
 * break.
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
