import { DAY_US, timeOfDayOf, weekdayOf } from './civil-time.ts';
import { type DailyInterval, lengthOf } from './daily-interval.ts';

export const WEEK_US = 7 * DAY_US;

/** A part of every week. */
export interface WeeklyInterval {
  /** Microseconds from Monday 00:00, below one week. */
  readonly fromUs: number;
  /**
   * Microseconds from the same Monday; at most a week after `fromUs`, so beyond the end of the week if the interval
   * passes it.
   */
  readonly toUs: number;
}

/** Microseconds from Monday 00:00 to an instant of that week, which is given in microseconds since 1970-01-01T00:00. */
export function timeOfWeekOf(instantUs: number): number {
  return weekdayOf(instantUs) * DAY_US + timeOfDayOf(instantUs);
}

/** A daily interval as weekly ones, one for each weekday on which it begins. */
export function onDays(interval: DailyInterval, days: readonly number[]): WeeklyInterval[] {
  return days.map((day) => {
    const fromUs = day * DAY_US + interval.fromUs;
    return { fromUs, toUs: fromUs + lengthOf(interval) };
  });
}

/** Sorts intervals that do not overlap, and joins those that touch, across the end of the week too. */
export function joined(intervals: readonly WeeklyInterval[]): WeeklyInterval[] {
  const found: WeeklyInterval[] = [];
  for (const { fromUs, toUs } of intervals.toSorted((a, b) => a.fromUs - b.fromUs)) {
    const before = found.at(-1);
    if (before?.toUs === fromUs) found[found.length - 1] = { fromUs: before.fromUs, toUs };
    else found.push({ fromUs, toUs });
  }
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined || first === last) return found;
  if (last.toUs !== first.fromUs + WEEK_US) return found;
  return [...found.slice(1, -1), { fromUs: last.fromUs, toUs: first.toUs + WEEK_US }];
}

/** Whether joined intervals cover the whole week. */
export function isWholeWeek(intervals: readonly WeeklyInterval[]): boolean {
  return intervals.some(({ fromUs, toUs }) => toUs - fromUs >= WEEK_US);
}

/** Whether a time of the week is in the interval. Its end is excluded. */
export function isWithin({ fromUs, toUs }: WeeklyInterval, timeOfWeekUs: number): boolean {
  return (timeOfWeekUs - fromUs + WEEK_US) % WEEK_US < toUs - fromUs;
}

/** Microseconds (more than 0) from a time of the week until the next beginning or end of any of the intervals. */
export function untilChange(intervals: readonly WeeklyInterval[], timeOfWeekUs: number): number {
  const changes = intervals.flatMap((interval) => [
    untilBegin(interval, timeOfWeekUs) || WEEK_US,
    untilEnd(interval, timeOfWeekUs),
  ]);
  return Math.min(...changes);
}

/** Microseconds from a time of the week until the interval begins; 0 at its beginning. */
export function untilBegin({ fromUs }: Pick<WeeklyInterval, 'fromUs'>, timeOfWeekUs: number): number {
  return (fromUs - timeOfWeekUs + WEEK_US) % WEEK_US;
}

/** Microseconds from a time of the week until the interval ends; a week at its end. */
export function untilEnd({ toUs }: Pick<WeeklyInterval, 'toUs'>, timeOfWeekUs: number): number {
  return (toUs - timeOfWeekUs + WEEK_US) % WEEK_US || WEEK_US;
}
