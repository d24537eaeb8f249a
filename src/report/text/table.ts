import CliTable from 'cli-table3';

export interface TextColumn {
  readonly head: string;
  readonly align?: 'left' | 'right';
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

/** Longest name of a row: the rest is cut, so that the table stays within a terminal. */
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
  table.push(columns.map(({ head }) => (head === '' ? '' : heading(head))));
  for (const [name = '', ...cells] of rows) table.push([shortened(name), ...cells]);
  const [headLine = '', ...lines] = table.toString().split('\n');
  const first = heading(columns[0]?.head ?? '');
  return [headLine.replace(`  ${first}`, `${first}  `), ...lines].map((line) => line.trimEnd());
}

function shortened(name: string): string {
  const characters = Array.from(name);
  return characters.length <= WIDEST ? name : `${characters.slice(0, WIDEST - 3).join('')}...`;
}
