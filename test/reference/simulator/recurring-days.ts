import {
  type CalendarDays,
  MONTHS,
  WEEKS_OF_MONTH,
  type WeekOfMonth,
} from '../../../src/units/calendar-days.ts';

const DAY_MS = 86_400_000;

/** Whether a civil time, microseconds since 1970-01-01, is on one of these days. Told by the platform's own calendar. */
export function isDayOf(
  { weekdays, weeks, months = MONTHS.map((_, i) => i + 1) }: CalendarDays,
  us: number,
): boolean {
  const date = new Date(us / 1000);
  const monday = 1;
  return (
    weekdays.some((weekday) => date.getUTCDay() === (weekday + monday) % 7) &&
    months.includes(date.getUTCMonth() + 1) &&
    (weeks === undefined || weeks.some((week) => isInWeek(date, week)))
  );
}

/** By the same weekdays of its month before and after it. */
function isInWeek(date: Date, week: WeekOfMonth): boolean {
  const isSameMonth = (weeksAway: number) =>
    new Date(date.getTime() + 7 * weeksAway * DAY_MS).getUTCMonth() === date.getUTCMonth();
  if (week === 'last') return !isSameMonth(1);
  const before = WEEKS_OF_MONTH.indexOf(week);
  return !isSameMonth(-before - 1) && (before === 0 || isSameMonth(-before));
}
