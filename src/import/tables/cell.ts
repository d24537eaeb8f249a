import { DAY_US } from '../../units/civil-time.ts';
import { markOf } from './decimal-mark.ts';
import { type Cell, type DecimalMark, isBlank } from './table.ts';

export const DAY_MS = DAY_US / 1000;
/** Days from 1899-12-30, the zero of Excel's serial dates, to 1970-01-01. */
export const EXCEL_EPOCH_DAYS = 25_569;

/** A cell as text, without blanks around it; empty for a cell that says nothing. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString();
  return String(cell).trim();
}

/**
 * A cell as a number; undefined for text that is not one (`Link is down!`) and for empty cells. Text may hold
 * thousands separators and either decimal mark; `decimal` settles only what both readings would allow.
 */
export function numberOf(cell: Cell | undefined, decimal: DecimalMark = '.'): number | undefined {
  if (isBlank(cell) || typeof cell === 'boolean') return undefined;
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined;
  // A number that somebody formatted as a date comes as a date: its serial is the number.
  if (cell instanceof Date) {
    const serial = cell.getTime() / DAY_MS + EXCEL_EPOCH_DAYS;
    return Number.isFinite(serial) ? serial : undefined;
  }
  const plain = withPointOnly(textOf(cell).replace(/[\s'\u2019]/g, ''), decimal);
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** Removes thousands separators and turns a decimal comma into a point. */
function withPointOnly(text: string, decimal: DecimalMark): string {
  const found = markOf(text);
  if (found === undefined) return text;
  const mark = found === 'open' ? decimal : found;
  return text.replaceAll(mark === '.' ? ',' : '.', '').replace(mark, '.');
}

/**
 * What Excel writes for a boolean when it saves a sheet as CSV (German, French, Spanish, Italian, and so on), and what
 * people write in their own tables.
 */
const YES = wordsOf(
  'true 1 wahr vrai verdadero vero waar prawda verdadeiro sant sand sann tosi pravda igaz doğru истина',
  'yes y x ja oui sí si sì sim tak ano igen evet kyllä да',
);
const NO = wordsOf(
  'false 0 falsch faux falso onwaar fałsz falskt falsk usann epätosi nepravda hamis yanlış yanliş ложь',
  'no n nein non não nao nee nej nei nie ne nem hayır ei нет',
);

function wordsOf(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ')));
}

/**
 * A cell as yes or no; exports write `True`, `TRUE`, `1`, `WAHR` or a real boolean. Undefined: the export does not
 * say.
 */
export function flagOf(cell: Cell | undefined): boolean | undefined {
  if (typeof cell === 'boolean') return cell;
  const text = textOf(cell).toLowerCase();
  if (YES.has(text)) return true;
  return NO.has(text) ? false : undefined;
}
