import CliTable from 'cli-table3';
import { cutNames, cutPath } from '../characters/cut-name.ts';
import { type Paint, PLAIN } from '../characters/paint.ts';
import { brokenHead } from './broken-head.ts';
import { WIDEST_LINE, widthOf } from './line-width.ts';
import { wrapped } from './wrapped.ts';

export interface TextColumn {
  readonly head: string;
  readonly align?: 'left' | 'right';
  /** Its cells are names or contain names, as those of the first column always may. */
  readonly isName?: boolean;
  /** It elaborates on the column before it: a table that is split keeps the two together. */
  readonly saysMore?: boolean;
  /** Its head is a sentence, not a name, and is not cut. */
  readonly headIsWords?: boolean;
  /**
   * Its cells are sentences: in a table that does not fit, they are wrapped before the table is split. Only for the
   * last column.
   */
  readonly isSentence?: boolean;
  /** It is less important: if a table does not fit, this column moves to the part at the bottom. */
  readonly least?: boolean;
}

/** No borders: two spaces between columns are enough, and survive being pasted anywhere. */
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

/** Longest name in a row or a head, even if there is room for more. */
export const WIDEST_NAME = 34;
/** Narrowest column in which text is still wrapped. */
const LEAST_WORDS = 20;

interface Table {
  readonly columns: readonly TextColumn[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Aligned columns, the first one with names; rows are indented by two under the head. Wide characters count as two
 * columns. Lines have no trailing spaces. On a narrow terminal names are cut first, then heads and the words of the
 * last column are wrapped. If the table still does not fit, it is split into parts below each other, each with the
 * first column; the least important columns come last. No figure is ever cut.
 */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  { heading, width }: Pick<Paint, 'heading' | 'width'>,
): string[] {
  return inRoom({ columns, rows }, width.row).flatMap((part) => linesOf(part, heading));
}

/** Whether a table fits in `most` columns as it is. */
export function hasRoom(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  most: number,
): boolean {
  return fits(withNames({ columns, rows }, WIDEST_NAME), most);
}

function fits(table: Table, most: number): boolean {
  return linesOf(table, PLAIN.heading).every((line) => widthOf(line) <= most);
}

/** The table, or its parts, fitted to `most` columns. */
function inRoom(table: Table, most: number): Table[] {
  const whole = withNames(table, WIDEST_NAME);
  if (fits(whole, most)) return [whole];
  if (most >= WIDEST_LINE) {
    const wordsBroken = table.columns.at(-1)?.isSentence === true ? withWordsBroken(whole, most) : whole;
    return fits(wordsBroken, most) ? [wordsBroken] : partsOf(whole, most);
  }
  const least = Math.floor((WIDEST_NAME * most) / WIDEST_LINE);
  for (let name = WIDEST_NAME - 1; name >= least; name--) {
    const shorter = withNames(table, name);
    if (fits(shorter, most)) return [shorter];
  }
  const shortest = withHeadsBroken(withNames(table, least));
  if (fits(shortest, most)) return [shortest];
  const broken = withWordsBroken(shortest, most);
  if (fits(broken, most)) return [broken];
  return partsOf(leastTellingLast(shortest), most).map((part) => withWordsBroken(part, most));
}

/** Cuts names to `most` columns, and heads to the widest name. */
function withNames({ columns, rows }: Table, most: number): Table {
  const shown = columns.map(({ isName = false }, column) => {
    const cells = rows.map((row) => row[column] ?? '');
    return isName || column === 0 ? cutNames(cells, most) : cells;
  });
  return {
    columns: columns.map(({ head, ...column }) => ({
      ...column,
      head: column.headIsWords === true ? head : cutPath(head, WIDEST_NAME),
    })),
    rows: rows.map((_, row) => shown.map((cells) => cells[row]!)),
  };
}

/** Wraps the heads of all columns but those of names. */
function withHeadsBroken({ columns, rows }: Table): Table {
  const broken = columns.map((column, i) => {
    const cells = rows.map((row) => row[i]!);
    return i === 0 || column.isName === true
      ? column
      : { ...column, head: brokenHead(column.head, cells).join('\n') };
  });
  return { columns: broken, rows };
}

/**
 * Wraps the words of the last column. Coloured cells stay whole, and so does the column if there is no room for
 * words.
 */
function withWordsBroken({ columns, rows }: Table, most: number): Table {
  const last = columns.length - 1;
  if (last === 0 || columns[last]!.align === 'right') return { columns, rows };
  const others = { columns: columns.slice(0, last), rows: rows.map((row) => row.slice(0, last)) };
  const taken = linesOf({ ...others, columns: [...others.columns, { head: '|' }] }, PLAIN.heading)[0]!;
  const room = most - widthOf(taken) + 1;
  if (room < LEAST_WORDS) return { columns, rows };
  const broken = (cell: string) => (cell.includes('\u001B') ? cell : wrapped(cell, room).join('\n'));
  return { columns, rows: rows.map((row) => [...row.slice(0, last), broken(row[last]!)]) };
}

/**
 * Moves the least important columns to the end and keeps them together. A column that elaborates on the one before it
 * moves with that one, and so does one without a head.
 */
function leastTellingLast({ columns, rows }: Table): Table {
  const tellsLeast = columns.map(({ least = false }) => least);
  columns.forEach(({ head, saysMore = false }, column) => {
    if ((saysMore || head === '') && column > 0) tellsLeast[column] = tellsLeast[column - 1]!;
  });
  const all = columns.map((_, column) => column);
  const rest = all.filter((column) => tellsLeast[column]);
  const together = columns.map((column, i) =>
    rest.indexOf(i) > 0 || column.head === '' ? { ...column, saysMore: true } : column,
  );
  return columnsOf({ columns: together, rows }, [...all.filter((column) => !tellsLeast[column]), ...rest]);
}

function columnsOf({ columns, rows }: Table, chosen: readonly number[]): Table {
  return {
    columns: chosen.map((column) => columns[column]!),
    rows: rows.map((row) => chosen.map((column) => row[column]!)),
  };
}

/** Splits the columns into parts that fit. A column that elaborates on the one before it is not separated from it. */
function partsOf(table: Table, most: number): Table[] {
  const { columns } = table;
  const groups: number[][] = [];
  for (const column of columns.keys()) {
    if (column === 0) continue;
    if (columns[column]!.saysMore === true && groups.length > 0) groups.at(-1)!.push(column);
    else groups.push([column]);
  }
  const parts: number[][] = [];
  for (const group of groups) {
    const wider = [...(parts.at(-1) ?? []), ...group];
    if (parts.length > 0 && fits(columnsOf(table, wider), most)) parts.at(-1)!.push(...group);
    else parts.push([0, ...group]);
  }
  return parts.map((part) => columnsOf(table, part));
}

function linesOf({ columns, rows }: Table, heading: (text: string) => string): string[] {
  const table = new CliTable({
    chars: NO_LINES,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map(({ align }) => align ?? 'left'),
  });
  // An emphasised empty head would leave colour codes at the end of the line.
  const heads = columns.map(({ head }) => (head === '' ? '' : heading(head)));
  table.push(heads, ...rows.map((row) => [...row]));
  const [headLine = '', ...lines] = table.toString().split('\n');
  const [first = ''] = heads;
  return [headLine.replace(`  ${first}`, () => `${first}  `), ...lines].map((line) => line.trimEnd());
}
