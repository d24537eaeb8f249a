import { GIB, KIB, MIB } from '../binary-unit.ts';
import { DAY_MS, numberOf, textOf } from './cell.ts';
import type { Cell, DecimalMark } from './table.ts';

/** What reports and lists call GB is 1024 MB of 1024 KB: the scripts that write them divide by PowerShell's `1GB`. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  K: KIB,
  M: MIB,
  G: GIB,
  T: 1024 * GIB,
  P: 1024 * 1024 * GIB,
};

const AMOUNT = /^(.*\d)\s*([KMGTP]?)i?B$/i;
const SPAN = /^(?:(\d+)\.)?(\d+):(\d{2}):(\d{2}(?:[.,]\d+)?)$/;

/**
 * An amount in whole bytes, in the unit that its text says (`30 GB`) or else in `unit` bytes; undefined where there is
 * none.
 */
export function reportBytes(cell: Cell | undefined, decimal: DecimalMark, unit = 1): number | undefined {
  const match = typeof cell === 'string' ? AMOUNT.exec(cell.trim()) : null;
  const amount = numberOf(match === null ? cell : match[1], decimal);
  if (amount === undefined || amount < 0) return undefined;
  const bytes = Math.round(amount * (match === null ? unit : UNITS[(match[2] ?? '').toUpperCase()]!));
  return bytes <= Number.MAX_SAFE_INTEGER ? bytes : undefined;
}

/** A length of time in seconds: a number of them, `hh:mm:ss` with or without a fraction and days before a point. */
export function reportSeconds(cell: Cell | undefined, decimal: DecimalMark): number | undefined {
  // A workbook holds a length of time as a share of a day, and gives it as the date of its first day.
  const days = cell instanceof Date ? numberOf(cell) : undefined;
  if (days !== undefined) return days >= 0 && days < 1000 ? Math.round(days * DAY_MS) / 1000 : undefined;
  const match = SPAN.exec(textOf(cell));
  if (match === null) {
    const seconds = numberOf(cell, decimal);
    return seconds !== undefined && seconds >= 0 ? seconds : undefined;
  }
  const [whole = '0', hours, minutes, rest = '0'] = match.slice(1);
  const seconds = Number(whole) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60;
  // Such texts have seven decimals.
  return Math.round((seconds + Number(rest.replace(',', '.'))) * 1e7) / 1e7;
}
