import { DAY_US, daysFromCivil, daysInMonth, HOUR_US, MINUTE_US, SECOND_US } from '../../units/civil-time.ts';
import { DAY_MS, EXCEL_EPOCH_DAYS, numberOf, textOf } from './cell.ts';
import type { Cell, DecimalMark } from './table.ts';

/** Which of two numbers in `6/10/2019` is the month. */
export type DateOrder = 'month-first' | 'day-first';

export interface SettledOrder {
  readonly order: DateOrder;
  /** `guessed`: dates have both readings; `contradictory`: some have only the one, some only the other. */
  readonly certainty: 'certain' | 'guessed' | 'contradictory';
}

/** 0001-01-01, 1900-01-01 and 1970-01-01 stand for a time that is not known. */
const EARLIEST_YEAR = 1980;

const TIME = String.raw`(?:,?[T\s]\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d+))?)?\s*(?:([AP])\.?M\.?)?)?`;
const ZONE = String.raw`\s*(?:Z|[+-]\d{2}:?\d{2})?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}${ZONE}$`, 'i');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${TIME}$`, 'i');
/** What an old PowerShell makes of a time in JSON: milliseconds since 1970 in UTC. */
const MILLISECONDS = /^\/Date\((\d+)(?:[+-]\d{4})?\)\/$/;

/** Tells from all dates of a report how each of them is to be read. */
export function settleDateOrder(cells: Iterable<Cell | undefined>, decimal: DecimalMark): SettledOrder {
  let monthFirst = false;
  let dayFirst = false;
  let open = false;
  for (const cell of cells) {
    const match = YEAR_LAST.exec(textOf(cell));
    if (match === null) continue;
    const [first, mark, second, half] = [Number(match[1]), match[2], Number(match[3]), match[9]];
    if (first > 12 || mark === '.') dayFirst = true;
    else if (second > 12 || half !== undefined) monthFirst = true;
    else open = true;
  }
  if (monthFirst && dayFirst) return { order: 'month-first', certainty: 'contradictory' };
  if (monthFirst || dayFirst) return { order: dayFirst ? 'day-first' : 'month-first', certainty: 'certain' };
  // Where a comma is the decimal mark, the day stands before the month.
  return { order: decimal === ',' ? 'day-first' : 'month-first', certainty: open ? 'guessed' : 'certain' };
}

/** A time in local time of its system, microseconds since 1970-01-01T00:00; undefined for a cell that says none. */
export function reportTime(cell: Cell | undefined, order: DateOrder): number | undefined {
  // A workbook's dates come as if its system stood in UTC.
  if (cell instanceof Date || typeof cell === 'number') return serialTime(numberOf(cell) ?? Number.NaN);
  const text = textOf(cell);
  const stamp = MILLISECONDS.exec(text);
  if (stamp !== null) return knownTime(Number(stamp[1]) * 1000);
  const iso = YEAR_FIRST.exec(text);
  if (iso !== null) return instant(iso[1], iso[2], iso[3], iso.slice(4));
  const match = YEAR_LAST.exec(text);
  if (match === null) return undefined;
  const [first, second] = [match[1], match[3]];
  return order === 'day-first'
    ? instant(match[4], second, first, match.slice(5))
    : instant(match[4], first, second, match.slice(5));
}

/** Whether a time is told in UTC, so that its hours are not those of the system's clock. */
export function isUtc(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && (/\dZ$/i.test(cell.trim()) || MILLISECONDS.test(cell.trim()));
}

function serialTime(days: number): number | undefined {
  // To the millisecond: the rest is what a day's share in binary loses.
  return knownTime(Math.round((days - EXCEL_EPOCH_DAYS) * DAY_MS) * 1000);
}

function knownTime(us: number): number | undefined {
  return us >= daysFromCivil({ year: EARLIEST_YEAR, month: 1, day: 1 }) * DAY_US && us < 1e16
    ? us
    : undefined;
}

/** `clock`: hour, minute, second, its fraction, and A or P, each where the text has it. */
function instant(
  yearText: string | undefined,
  monthText: string | undefined,
  dayText: string | undefined,
  clock: readonly (string | undefined)[],
): number | undefined {
  const [year, month, day] = [Number(yearText), Number(monthText), Number(dayText)];
  const [hourText = '0', minuteText = '0', secondText = '0', fraction = '', half] = clock;
  const [minute, second] = [Number(minuteText), Number(secondText)];
  const isDate =
    year >= EARLIEST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  const hour = half === undefined ? Number(hourText) : hourOfHalf(Number(hourText), half);
  if (!isDate || !(hour <= 23) || minute > 59 || second > 59) return undefined;
  const us = Number(fraction.slice(0, 6).padEnd(6, '0'));
  return (
    daysFromCivil({ year, month, day }) * DAY_US +
    hour * HOUR_US +
    minute * MINUTE_US +
    second * SECOND_US +
    us
  );
}

/** Of a clock with twelve hours, which calls the first of them 12; not a number where there is no such hour. */
function hourOfHalf(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
}
