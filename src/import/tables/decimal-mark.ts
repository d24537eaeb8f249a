import type { Cell, DecimalMark } from './table.ts';

/** What the cells of a column, or of a sheet, show of their decimal mark. */
export interface MarkEvidence {
  /** The mark that cells have before their decimals, where they can be read in one way only; both where they differ. */
  readonly marks: ReadonlySet<DecimalMark>;
  /** The first number like `1,234`, which is a thousand in one country and little more than one in another. */
  readonly open: string | undefined;
  /** The mark of `open` where others have no mark in their thousands (1024), and nothing else tells: it is before decimals. */
  readonly beside: DecimalMark | undefined;
}

const NUMBER = /^[+-]?\d[\d.,]*$/;
/** No group of thousands begins with a zero. */
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/;

/** Looks at every cell that is the text of a number, with any unit after it. */
export function markEvidence(cells: Iterable<Cell | undefined>): MarkEvidence {
  const marks = new Set<DecimalMark>();
  let open: string | undefined;
  let hasLongInteger = false;
  for (const cell of cells) {
    if (typeof cell !== 'string') continue;
    const text = withoutUnit(cell);
    if (!NUMBER.test(text)) continue;
    const mark = markOf(text);
    if (mark === 'open') open ??= text;
    else if (mark !== undefined) marks.add(mark);
    else if (/^[+-]?\d{4}/.test(cell.trim())) hasLongInteger = true;
  }
  const isBeside = open !== undefined && marks.size === 0 && hasLongInteger;
  return { marks, open, beside: isBeside ? (open?.includes(',') ? ',' : '.') : undefined };
}

/** The number alone, as `numberOf` sees it. */
function withoutUnit(text: string): string {
  return text.replace(/[\s'\u2019]/g, '').replace(/(?:[KMGTP]?i?B|%|x)$/i, '');
}

/**
 * The decimal mark of a number's text: with both marks in it the last one, wherever the file comes from; `open`: it can
 * be read in two ways; undefined: it has none.
 */
export function markOf(text: string): DecimalMark | 'open' | undefined {
  const lastPoint = text.lastIndexOf('.');
  const lastComma = text.lastIndexOf(',');
  if (lastPoint < 0 && lastComma < 0) return undefined;
  if (lastPoint >= 0 && lastComma >= 0) return lastPoint > lastComma ? '.' : ',';
  const [mark, other] = lastPoint >= 0 ? (['.', ','] as const) : ([',', '.'] as const);
  const isRepeated = text.indexOf(mark) !== text.lastIndexOf(mark);
  if (GROUPED.test(text)) return isRepeated ? other : 'open';
  // 8.0.3 is a version.
  return isRepeated ? undefined : mark;
}
