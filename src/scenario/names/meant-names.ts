import { didYouMean } from '../../diagnostics/suggest.ts';

/** `app[01-60]`, `app{01-60}`, `app{01...60}`, `app01..60`: ranges of other programs, which are one name here. */
const RANGES: readonly RegExp[] = [
  /\[(\d+)(?:-|–|:|\.{2,3})(\d+)\]/,
  /\{(\d+)(?:-|–|:|\.{3})(\d+)\}/,
  /(?<![\d{.])(\d+)\.\.(\d+)(?![\d}.])/,
];

/** A list in square brackets: `px[1,2]`, `[hq,dr]-px1`. */
const LIST = /\[([\w-]+(?:\s*,\s*[\w-]+)+)\]/;

/**
 * The braces with which a name stands for several, if it looks as if it should: `app{01..60}` for `app[01-60]`.
 * Undefined for all other names, and where braces expand already.
 */
export function meantNames(name: string): string | undefined {
  for (const range of RANGES) {
    const match = range.exec(name);
    if (match !== null) return replaced(name, match, `{${match[1]}..${match[2]}}`);
  }
  const list = LIST.exec(name);
  return list === null ? undefined : replaced(name, list, `{${list[1]!.replace(/\s/g, '')}}`);
}

function replaced(name: string, { index, 0: whole }: RegExpExecArray, braces: string): string {
  return name.slice(0, index) + braces + name.slice(index + whole.length);
}

/** A hint for a name that nothing has. `known`: the names that exist. */
export function unknownNameHint(name: string, known: readonly string[]): string | undefined {
  const meant = meantNames(name);
  return meant === undefined
    ? didYouMean(name, known)
    : `Only braces stand for several names: write ${JSON.stringify(meant)}.`;
}
