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

/** Widest cell: a longer name is cut with an ellipsis, so that the table stays within a terminal. */
const WIDEST = 34;

/** Aligned columns, indented by two; wide characters count as two. Each line without trailing blanks. */
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
  table.push(columns.map(({ head }) => heading(head)));
  for (const row of rows) table.push(row.map(shortened));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** By characters; coloured cells are short figures and are left alone. */
function shortened(cell: string): string {
  const characters = Array.from(cell);
  if (characters.length <= WIDEST || cell.includes('\u001b')) return cell;
  return `${characters.slice(0, WIDEST - 3).join('')}...`;
}
