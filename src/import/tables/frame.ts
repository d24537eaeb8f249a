import { numberOf, textOf } from './cell.ts';
import { type Cell, isBlank, type Table } from './table.ts';

/**
 * People put a title above a table, often in one cell that is merged over all its columns, and a total below it. Neither is a
 * row of it; what is left out leaves a blank row, so that the others keep the numbers that they have in the file.
 */

/** Titles are short. */
const MOST_TITLE_ROWS = 20;

/** The table without a title: rows of one cell alone above the first row of several. */
export function withoutTitle(table: Table): Table {
  const { rows } = table;
  const header = rows.findIndex((cells) => filled(cells) > 1);
  if (header < 1 || header > MOST_TITLE_ROWS) return table;
  return { ...table, rows: rows.map((cells, i) => (i < header ? [] : cells)) };
}

/** The line with the headers of a text that may begin with a title: the first one in which some separator stands twice. */
export function headersOfText(text: string): string {
  const lines = text.split(/\r?\n/, MOST_TITLE_ROWS + 1);
  const isHeader = (line: string) => /([,;\t|]).*\1/.test(line.replace(/"[^"]*"/g, ''));
  return lines.find(isHeader) ?? lines[0] ?? '';
}

/** In the languages of those who send tables: German, English, French, Italian, Spanish, Dutch, Polish and so on. */
const TOTAL = new Set(
  'total totals sum summe gesamt gesamtsumme insgesamt somme totale totaal suma razem summa sammanlagt yhteensä celkem összesen toplam итого всего 合計 总计 總計 합계'.split(
    ' ',
  ),
);
const GRAND_TOTAL = /^(grand|overall) total$|^total g[eé]n[eé]ral$|^totale generale$/;

/**
 * The last row with anything in it, where that is a total of those above: the word in one cell, and in the others nothing but
 * numbers. Undefined: it is a row like any other.
 */
export function totalRow({ rows }: Table): { readonly index: number; readonly word: string } | undefined {
  const index = rows.findLastIndex((cells) => !cells.every(isBlank));
  const cells = rows[index] ?? [];
  const words = cells.filter((cell) => !isBlank(cell) && !isAmount(cell));
  const word = textOf(words[0]);
  const plain = word.normalize().toLowerCase().replace(/\s*:$/, '');
  const isTotal = words.length === 1 && (TOTAL.has(plain) || GRAND_TOTAL.test(plain));
  return isTotal ? { index, word } : undefined;
}

function isAmount(cell: Cell | undefined): boolean {
  if (numberOf(cell) !== undefined) return true;
  const text = textOf(cell);
  return numberOf(text.replace(/\s*(%|[kmgtp]?i?b)$/i, '')) !== undefined;
}

function filled(cells: readonly Cell[]): number {
  return cells.filter((cell) => !isBlank(cell)).length;
}
