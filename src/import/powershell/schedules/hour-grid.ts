import { weekdayNamed } from './weekdays.ts';

const HOURS_A_WEEK = 7 * 24;

/** Whether work is allowed in each hour of a week, from Monday 00:00; 168 of them. */
export type HourGrid = readonly boolean[];

/**
 * What means "allowed" in lists of 24 digits a day: the REST interface says 1, the schedules of PowerShell's objects say 0
 * (a job that may run at any time has zeros only).
 */
export type AllowedDigit = '0' | '1';

/** A grid from the 24 digits of each day; days that are not given are allowed. Undefined where no day is given. */
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

/** The grid of the REST interface: days, and the hours of each at the same place. */
export function hourGridOfLists(days: readonly string[], hours: readonly string[]): HourGrid | undefined {
  return hourGrid(
    days.map((day, index) => [day, hours[index] ?? ''] as const),
    '1',
  );
}

/** The grid of `<scheduler><Sunday>0,0,...</Sunday>...</scheduler>`. */
export function hourGridOfXml(xml: string): HourGrid | undefined {
  const days = xml.matchAll(/<(\w+day)>([\d,\s]+)<\/\1>/gi);
  return hourGrid(
    [...days].map(([, day = '', hours = '']) => [day, hours] as const),
    '0',
  );
}

/**
 * The grid of a text of 168 digits, `0,0,1,...`, from Sunday 00:00: how the hours of a traffic rule are shown, where 1
 * says that it acts. Undefined for anything else.
 */
export function hourGridOfDigits(text: string): HourGrid | undefined {
  const digits = text.split(',').map((digit) => digit.trim());
  if (digits.at(-1) === '') digits.pop();
  if (digits.length !== HOURS_A_WEEK || digits.some((digit) => digit !== '0' && digit !== '1'))
    return undefined;
  const fromSunday = digits.map((digit) => digit === '1');
  return [...fromSunday.slice(24), ...fromSunday.slice(0, 24)];
}

/** Hours from midnight of a weekday on. */
export function isAllowed(grid: HourGrid, weekday: number, hour: number): boolean {
  return grid[(weekday * 24 + hour) % HOURS_A_WEEK] ?? true;
}

/** The hours of one weekday on every day. */
export function ofEveryDay(grid: HourGrid, weekday: number): HourGrid {
  return grid.map((_, hour) => isAllowed(grid, weekday, hour % 24));
}

/** Hours in a row that are allowed, from one of the week to the one with which they end: over the end of the week, too. */
export interface AllowedHours {
  readonly from: number;
  readonly to: number;
}

/** All of them, each as long as it is; none where work is always allowed, or never. */
export function allowedHours(grid: HourGrid): AllowedHours[] {
  return grid.flatMap((allowed, from) => {
    if (!allowed || grid[(from + HOURS_A_WEEK - 1) % HOURS_A_WEEK]) return [];
    let to = from + 1;
    while (grid[to % HOURS_A_WEEK]) to += 1;
    return [{ from, to }];
  });
}
