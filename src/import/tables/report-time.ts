import { DAY_US, daysFromCivil, daysInMonth } from '../../units/civil-time.ts';
import { DAY_MS, EXCEL_EPOCH_DAYS, numberOf, textOf } from './cell.ts';
import { clockAtEnd } from './clock-text.ts';
import { type DateOrder, type DateText, readDate } from './date-text.ts';
import type { Cell, DecimalMark } from './table.ts';

export interface SettledOrder {
  readonly order: DateOrder;
  /** `guessed`: dates have both readings; `contradictory`: some have only the one, some only the other. */
  readonly certainty: 'certain' | 'guessed' | 'contradictory';
}

/** 0001-01-01, 1900-01-01 and 1970-01-01 stand for a time that is not known. */
const EARLIEST_YEAR = 1980;

/** What an old PowerShell makes of a time in JSON: milliseconds since 1970 in UTC. */
const MILLISECONDS = /^\/Date\((\d+)(?:[+-]\d{4})?\)\/$/;

/** The day that a text tells, and microseconds from its midnight; undefined: there is no date, or no such time. */
function readTime(text: string): { readonly date: DateText; readonly us: number } | undefined {
  const clock = clockAtEnd(text);
  const date = readDate(clock === undefined ? text : clock.before.replace(/[\s,]+$/, ''));
  const us = clock === undefined ? 0 : clock.us;
  return date === undefined || us === undefined ? undefined : { date, us };
}

/**
 * Tells from all dates of a report how each of them is to be read. AM and PM tell nothing: Australia writes them behind
 * a day that stands first. Where all dates can be read in both ways, those of one report are taken to lie close
 * together: 5/1, 6/1 and 7/1 are three days of January, and not of three months.
 */
export function settleDateOrder(cells: Iterable<Cell | undefined>, decimal: DecimalMark): SettledOrder {
  let monthFirst = false;
  let dayFirst = false;
  const byMonth = new DaySpan();
  const byDay = new DaySpan();
  for (const cell of cells) {
    if (typeof cell !== 'string') continue;
    const date = readTime(textOf(cell))?.date;
    if (date?.kind !== 'open') continue;
    const { year, first, second } = date;
    if (first > 12) dayFirst = true;
    else if (second > 12) monthFirst = true;
    else {
      byMonth.add(daysFromCivil({ year, month: first, day: second }));
      byDay.add(daysFromCivil({ year, month: second, day: first }));
    }
  }
  if (monthFirst && dayFirst) return { order: 'month-first', certainty: 'contradictory' };
  if (monthFirst || dayFirst) return { order: dayFirst ? 'day-first' : 'month-first', certainty: 'certain' };
  // Where a comma is the decimal mark, the day stands before the month.
  const usual = decimal === ',' ? 'day-first' : 'month-first';
  if (byMonth.isEmpty) return { order: usual, certainty: 'certain' };
  const closer = byDay.length < byMonth.length ? 'day-first' : 'month-first';
  return { order: byDay.length === byMonth.length ? usual : closer, certainty: 'guessed' };
}

/** From the first of some days to the last. */
class DaySpan {
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  add(day: number): void {
    this.#first = Math.min(this.#first, day);
    this.#last = Math.max(this.#last, day);
  }

  get isEmpty(): boolean {
    return this.#last < this.#first;
  }

  get length(): number {
    return this.#last - this.#first;
  }
}

/** A time in local time of its system, microseconds since 1970-01-01T00:00; undefined for a cell that says none. */
export function reportTime(cell: Cell | undefined, order: DateOrder): number | undefined {
  // A workbook's dates come as if its system stood in UTC.
  if (cell instanceof Date || typeof cell === 'number') return serialTime(numberOf(cell) ?? Number.NaN);
  const text = textOf(cell);
  if (text === '') return undefined;
  const stamp = MILLISECONDS.exec(text);
  if (stamp !== null) return knownTime(Number(stamp[1]) * 1000);
  const time = readTime(text);
  if (time === undefined) return undefined;
  const days = daysOf(time.date, order);
  return days === undefined ? undefined : days * DAY_US + time.us;
}

/** Whether a time is given in UTC, so that its hours are not those of the system's clock. */
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

/** Days since 1970-01-01; undefined where there is no such day. */
function daysOf(date: DateText, order: DateOrder): number | undefined {
  const { year } = date;
  const [month, day] =
    date.kind === 'known'
      ? [date.month, date.day]
      : order === 'day-first'
        ? [date.second, date.first]
        : [date.first, date.second];
  const isDate =
    year >= EARLIEST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return isDate ? daysFromCivil({ year, month, day }) : undefined;
}
