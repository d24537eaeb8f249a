import { weekdayNamed } from './weekdays.ts';

export const HOURS_A_WEEK = 7 * 24;

/** Whether work is allowed in each hour of a week, from Monday 00:00; 168 of them. */
export type HourGrid = readonly boolean[];

/**
 * What means "allowed" in lists of 24 digits a day: the REST interface says 1, the schedules of PowerShell's objects say 0
 * (a job that may run at any time has zeros only).
 */
export type AllowedDigit = '0' | '1';

/** A grid from the 24 digits of each day; days that are not told are allowed. Undefined where no day is told. */
export function hourGrid(
  days: Iterable<readonly [day: string, hours: string]>,
  allowed: AllowedDigit,
): HourGrid | undefined {
  const grid = Array.from({ length: HOURS_A_WEEK }, () => true);
  let isTold = false;
  for (const [day, hours] of days) {
    const weekday = weekdayNamed(day);
    const digits = hours.split(',').map((digit) => digit.trim());
    if (weekday === undefined || digits.length !== 24) continue;
    isTold = true;
    for (const [hour, digit] of digits.entries()) grid[weekday * 24 + hour] = digit === allowed;
  }
  return isTold ? grid : undefined;
}

/** The grid of `<scheduler><Sunday>0,0,...</Sunday>...</scheduler>`. */
export function hourGridOfXml(xml: string): HourGrid | undefined {
  const days = xml.matchAll(/<(\w+day)>([\d,\s]+)<\/\1>/gi);
  return hourGrid(
    [...days].map(([, day = '', hours = '']) => [day, hours] as const),
    '0',
  );
}

/** Hours from midnight of a weekday on. */
export function isAllowed(grid: HourGrid, weekday: number, hour: number): boolean {
  return grid[(weekday * 24 + hour) % HOURS_A_WEEK] ?? true;
}

/**
 * The one part of a weekday's hours, as of a day that repeats, in which work is allowed: its first hour and the one with which it
 * ends; `parts` 0 where work is never forbidden or never allowed, and no single answer where there are more.
 */
export function allowedPart(
  grid: HourGrid,
  weekday: number,
): { readonly parts: number; readonly from: number; readonly to: number } {
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const changesTo = (allowed: boolean) => (hour: number) =>
    isAllowed(grid, weekday, hour) === allowed && isAllowed(grid, weekday, (hour + 23) % 24) !== allowed;
  const begins = hours.filter(changesTo(true));
  return { parts: begins.length, from: begins[0] ?? 0, to: hours.find(changesTo(false)) ?? 0 };
}

/** Hours in a row that are allowed, from this one on; Infinity where work is never forbidden. */
export function hoursAllowedFrom(grid: HourGrid, weekday: number, hour: number): number {
  for (let count = 0; count < HOURS_A_WEEK; count += 1) {
    if (!isAllowed(grid, weekday, hour + count)) return count;
  }
  return Number.POSITIVE_INFINITY;
}
