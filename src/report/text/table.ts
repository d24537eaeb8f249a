import CliTable from 'cli-table3';
import { cutNames, cutPath } from '../characters/cut-name.ts';
import { PLAIN } from '../characters/paint.ts';
import { WIDEST_LINE, widthOf } from './line-width.ts';

export interface TextColumn {
  readonly head: string;
  readonly align?: 'left' | 'right';
  /** Its cells are names or have some in them, as those of the first column always may. */
  readonly isName?: boolean;
  /** It says more of the column before it: a table that is broken into parts keeps them together. */
  readonly saysMore?: boolean;
}

/** No lines at all: two blanks between columns are enough, and survive being pasted anywhere. */
const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '  ',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Longest name in a row or a head: the rest is cut, so that the table stays within a terminal. */
export const WIDEST_NAME = 34;

/**
 * Aligned columns, the first one names; rows are indented by two below the head. Wide characters count as two. Lines have no
 * trailing blanks. What has no room on a terminal beside each other stands below each other, each part with the first column.
 */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  heading: (text: string) => string,
): string[] {
  const parts = partsOf(columns, rows);
  return parts.flatMap((part) =>
    wholeTable(
      part.map((column) => columns[column]!),
      rows.map((row) => part.map((column) => row[column] ?? '')),
      heading,
    ),
  );
}

/** Whether a table has room on a terminal without being broken into parts. */
export function hasRoom(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): boolean {
  return wholeTable(columns, rows, PLAIN.heading).every((line) => widthOf(line) <= WIDEST_LINE);
}

/** Which columns stand beside each other. A column that says more of the one before it is not parted from it. */
function partsOf(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): number[][] {
  const all = columns.map((_, column) => column);
  if (hasRoom(columns, rows)) return [all];
  const groups: number[][] = [];
  for (const column of all.slice(1)) {
    if (columns[column]!.saysMore === true && groups.length > 0) groups.at(-1)!.push(column);
    else groups.push([column]);
  }
  const parts: number[][] = [];
  for (const group of groups) {
    const wider = [...(parts.at(-1) ?? []), ...group];
    const fits = hasRoom(
      wider.map((column) => columns[column]!),
      rows.map((row) => wider.map((column) => row[column] ?? '')),
    );
    if (parts.length > 0 && fits) parts.at(-1)!.push(...group);
    else parts.push([0, ...group]);
  }
  return parts;
}

function wholeTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  heading: (text: string) => string,
): string[] {
  const table = new CliTable({
    chars: NO_LINES,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map(({ align }) => align ?? 'left'),
  });
  // Emphasis on nothing would still be codes at the end of the line.
  const heads = columns.map(({ head }) => (head === '' ? '' : heading(cutPath(head, WIDEST_NAME))));
  table.push(heads);
  const shown = columns.map(({ isName = false }, column) => {
    const cells = rows.map((row) => row[column] ?? '');
    return isName || column === 0 ? cutNames(cells, WIDEST_NAME) : cells;
  });
  for (const row of rows.keys()) table.push(shown.map((cells) => cells[row]!));
  const [headLine = '', ...lines] = table.toString().split('\n');
  const [first = ''] = heads;
  return [headLine.replace(`  ${first}`, () => `${first}  `), ...lines].map((line) => line.trimEnd());
}
