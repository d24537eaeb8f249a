import { DAY_US } from '../units/civil-time.ts';
import { type Cell, isBlank } from './table.ts';

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
export function numberOf(cell: Cell | undefined, decimal: '.' | ',' = '.'): number | undefined {
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
function withPointOnly(text: string, decimal: '.' | ','): string {
  const lastPoint = text.lastIndexOf('.');
  const lastComma = text.lastIndexOf(',');
  if (lastPoint < 0 && lastComma < 0) return text;
  // With both marks in it, the last one is the decimal mark, wherever the file comes from.
  if (lastPoint >= 0 && lastComma >= 0) {
    return lastPoint > lastComma ? text.replaceAll(',', '') : text.replaceAll('.', '').replace(',', '.');
  }
  const mark = lastPoint >= 0 ? '.' : ',';
  // No group of thousands begins with a zero: `0,125` is an eighth, whatever the file's mark is.
  const grouped = /^[+-]?[1-9]\d{0,2}([.,]\d{3})+$/.test(text);
  if (grouped && (mark !== decimal || text.indexOf(mark) !== text.lastIndexOf(mark))) {
    return text.replaceAll(mark, '');
  }
  return text.replace(mark, '.');
}

/**
 * A cell as yes or no; exports write `True`, `TRUE`, `1` or a real boolean. Undefined: the export does not
 * say.
 */
export function flagOf(cell: Cell | undefined): boolean | undefined {
  if (typeof cell === 'boolean') return cell;
  const text = textOf(cell).toLowerCase();
  if (text === 'true' || text === '1' || text === 'yes') return true;
  if (text === 'false' || text === '0' || text === 'no') return false;
  return undefined;
}
