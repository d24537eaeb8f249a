import { civilFromDays, DAY_US, daysInMonth, weekdayOf } from './civil-time.ts';

export const WEEKS_OF_MONTH = ['first', 'second', 'third', 'fourth', 'last'] as const;
/** Which of its weekday in the month: the last is the fourth or the fifth. */
export type WeekOfMonth = (typeof WEEKS_OF_MONTH)[number];

export const MONTHS = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
] as const;

/** Days that recur: of every week, or of some weeks of every month, or of some months. */
export interface CalendarDays {
  /** 0 is Monday; in order. None: no day at all. */
  readonly weekdays: readonly number[];
  /** Absent: all. */
  readonly weeks?: readonly WeekOfMonth[];
  /** 1 to 12, in order. Absent: all. */
  readonly months?: readonly number[];
}

export const NO_DAYS: CalendarDays = { weekdays: [] };

/** Whether a day, counted from 1970-01-01, is one of them. */
export function isOn({ weekdays, weeks, months }: CalendarDays, day: number): boolean {
  if (!weekdays.includes(weekdayOf(day * DAY_US))) return false;
  if (weeks === undefined && months === undefined) return true;
  const date = civilFromDays(day);
  if (months?.includes(date.month) === false) return false;
  const isLast = date.day + 7 > daysInMonth(date.year, date.month);
  return (
    weeks?.some((week) =>
      week === 'last' ? isLast : WEEKS_OF_MONTH.indexOf(week) === Math.floor((date.day - 1) / 7),
    ) ?? true
  );
}

export function hasDays({ weekdays }: CalendarDays): boolean {
  return weekdays.length > 0;
}

/** Whether they are the same in every week. */
export function isWeekly({ weeks, months }: CalendarDays): boolean {
  return weeks === undefined && months === undefined;
}
