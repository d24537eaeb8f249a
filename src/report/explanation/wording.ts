import { firstOf } from '../../units/cut-list.ts';
import { formatDuration } from '../../units/format-quantity.ts';
import { cutNames } from '../characters/cut-name.ts';
import { brokenHead } from '../text/broken-head.ts';
import { WIDEST_LINE, widthOf } from '../text/line-width.ts';
import { wrapped } from '../text/wrapped.ts';

/** What stands under an instant is indented by this. */
export const UNDER = '    ';

/** Something that happened, and what is to be said of it. */
export interface Told {
  readonly atUs: number;
  readonly lines: readonly string[];
}

/** The first few, and how many more there are; a single one more is told, too. */
export function few(texts: readonly string[], most = 6): string {
  return firstOf(texts, texts.length === most + 1 ? most + 1 : most);
}

/** Sentences and rows of tables as they stand on a terminal: what has no room goes on in the next line. */
export function inWidth(lines: readonly string[], columns: number): string {
  return `${lines.flatMap((line) => wrapped(line, columns)).join('\n')}\n`;
}

/** Names are not cut shorter than this, however wide the rest is. */
const LEAST_NAME = 16;
const GAP = 2;

/**
 * Columns side by side, the first to the left, the others to the right; no blanks at the ends. The first row is heads. Names, in the
 * first column and in those that are said to have some, are cut as far as it takes to have room beside the rest, and `beside` columns
 * more. Where `columns` are fewer than in files heads are broken, too, and columns stand closer.
 */
export function aligned(
  rows: readonly (readonly string[])[],
  {
    names = [0],
    beside = 0,
    columns: most,
  }: { readonly names?: readonly number[]; readonly beside?: number; readonly columns: number },
): string[] {
  const whole = sideBySide(rows, names, most - beside, GAP);
  const hasRoom = (lines: readonly string[]) => lines.every((line) => widthOf(line) <= most - beside);
  if (most >= WIDEST_LINE || hasRoom(whole)) return whole;
  const [heads = [], ...others] = rows;
  const broken = heads.map((head, c) =>
    brokenHead(
      head,
      others.map((row) => row[c]!),
    ),
  );
  const lines = Array.from({ length: Math.max(...broken.map(({ length }) => length)) }, (_, line) =>
    broken.map((own) => own[line] ?? ''),
  );
  const narrow = sideBySide([...lines, ...others], names, most - beside, GAP);
  return hasRoom(narrow) ? narrow : sideBySide([...lines, ...others], names, most - beside, 1);
}

function sideBySide(
  rows: readonly (readonly string[])[],
  names: readonly number[],
  most: number,
  gap: number,
): string[] {
  const columns = (rows[0] ?? []).map((_, c) => rows.map((row) => row[c]!));
  const rest = columns.reduce(
    (sum, cells, c) => sum + (names.includes(c) ? 0 : widest(cells)) + (c === 0 ? 0 : gap),
    0,
  );
  const room = Math.max(LEAST_NAME, Math.floor((most - rest) / names.length));
  const shown = columns.map((cells, c) => (names.includes(c) ? cutNames(cells, room) : cells));
  const widths = shown.map(widest);
  return rows.map((_, row) =>
    shown
      .map((cells, c) => {
        const cell = cells[row]!;
        const blanks = ' '.repeat(widths[c]! - widthOf(cell));
        return c === 0 ? `${cell}${blanks}` : `${blanks}${cell}`;
      })
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}

function widest(cells: readonly string[]): number {
  return cells.reduce((most, cell) => Math.max(most, widthOf(cell)), 0);
}

export function lasted(fromUs: number, toUs: number): string {
  return formatDuration(toUs - fromUs);
}
