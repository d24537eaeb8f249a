import CliTable from 'cli-table3';
import { cutNames, cutPath } from '../cut-name.ts';

export interface TextColumn {
  readonly head: string;
  readonly align?: 'left' | 'right';
  /** Its cells are names or have some in them, as those of the first column always may. */
  readonly isName?: boolean;
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
const WIDEST = 34;

/**
 * Aligned columns, the first one names; rows are indented by two below the head. Wide characters count as two.
 * Lines have no trailing blanks.
 */
export function textTable(
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
  const heads = columns.map(({ head }) => (head === '' ? '' : heading(cutPath(head, WIDEST))));
  table.push(heads);
  const shown = columns.map(({ isName = false }, column) => {
    const cells = rows.map((row) => row[column] ?? '');
    return isName || column === 0 ? cutNames(cells, WIDEST) : cells;
  });
  for (const row of rows.keys()) table.push(shown.map((cells) => cells[row]!));
  const [headLine = '', ...lines] = table.toString().split('\n');
  const [first = ''] = heads;
  return [headLine.replace(`  ${first}`, () => `${first}  `), ...lines].map((line) => line.trimEnd());
}
