import type { TaskName } from '../../explain/names.ts';
import type { Relief } from '../../explain/waits/relief.ts';
import { firstOf } from '../../units/cut-list.ts';
import { cutNames } from '../characters/cut-name.ts';
import { printable } from '../characters/printable.ts';
import { shellWord } from '../characters/shell-word.ts';
import { brokenHead } from '../text/broken-head.ts';
import { WIDEST_LINE, widthOf } from '../text/line-width.ts';
import { wrapped } from '../text/wrapped.ts';
import { durationText } from '../wording/duration-text.ts';

/** Indent of lines that belong to an instant. */
export const UNDER = '    ';

/** An event, and the lines that describe it. */
export interface Told {
  readonly atUs: number;
  readonly lines: readonly string[];
}

/** The first few, and how many more there are. If only one more would be left out, it is shown instead. */
export function few(texts: readonly string[], most = 6): string {
  return firstOf(texts, texts.length === most + 1 ? most + 1 : most);
}

/** Sentences and table rows wrapped to the width of a terminal. Names in them are made safe for it. */
export function inWidth(lines: readonly string[], columns: number): string {
  return `${lines.flatMap((line) => wrapped(printable(line), columns)).join('\n')}\n`;
}

/** `vm1/0 of nightly, session 2, attempt 2`; first sessions and attempts are not mentioned. */
export function attemptText({ vm, disk, job, session, attempt }: TaskName): string {
  const which = session > 1 ? `, session ${session}` : '';
  return `${vm}/${disk} of ${job}${which}${attempt > 1 ? `, attempt ${attempt}` : ''}`;
}

/** The lines, and below them the command that tries the relief: it is to be copied, so it is never wrapped. */
export function withTrial(
  lines: readonly string[],
  relief: Pick<Relief, 'set'> | null,
  { file, columns }: { readonly file: string; readonly columns: number },
): string {
  const text = inWidth(lines, columns);
  if (relief?.set == null) return text;
  return `${text}Try: proxysim run ${shellWord(file)} --set ${shellWord(relief.set)}\n`;
}

/** Names are not cut below this length, however wide the other columns are. */
const LEAST_NAME = 16;
const GAP = 2;

/**
 * Aligned columns without trailing spaces, the first one aligned left, the others right. The first row holds the
 * headers. Columns of names (by default the first one) are cut as needed to fit beside the others and `beside` more
 * columns. On terminals narrower than files, headers are wrapped and gaps shrink, too.
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
  return durationText(toUs - fromUs);
}
