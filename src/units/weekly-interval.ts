import { DAY_US, timeOfDayOf, weekdayOf } from './civil-time.ts';
import { type DailyInterval, lengthOf } from './daily-interval.ts';

export const WEEK_US = 7 * DAY_US;

/** A part of every week. */
export interface WeeklyInterval {
  /** Microseconds from Monday 00:00, below one week. */
  readonly fromUs: number;
  /** Likewise, after `fromUs` by at most a week: beyond the week's end where the interval passes it. */
  readonly toUs: number;
}

/** Microseconds since the Monday 00:00 before an instant, which is so many since 1970-01-01T00:00. */
export function timeOfWeekOf(instantUs: number): number {
  return weekdayOf(instantUs) * DAY_US + timeOfDayOf(instantUs);
}

/** An interval of the day on the weekdays on which it begins. */
export function onDays(interval: DailyInterval, days: readonly number[]): WeeklyInterval[] {
  return days.map((day) => {
    const fromUs = day * DAY_US + interval.fromUs;
    return { fromUs, toUs: fromUs + lengthOf(interval) };
  });
}

/** Intervals that do not overlap, in order, those that touch as one: also over the end of the week. */
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

/** Whether joined intervals leave nothing of the week. */
export function isWholeWeek(intervals: readonly WeeklyInterval[]): boolean {
  return intervals.some(({ fromUs, toUs }) => toUs - fromUs >= WEEK_US);
}

/** Whether a time of the week is in it: its end is not. */
export function isWithin({ fromUs, toUs }: WeeklyInterval, timeOfWeekUs: number): boolean {
  return (timeOfWeekUs - fromUs + WEEK_US) % WEEK_US < toUs - fromUs;
}

/** From a time of the week until one of some intervals begins or ends, microseconds, more than 0. */
export function untilChange(intervals: readonly WeeklyInterval[], timeOfWeekUs: number): number {
  const changes = intervals.flatMap((interval) => [
    untilBegin(interval, timeOfWeekUs) || WEEK_US,
    untilEnd(interval, timeOfWeekUs),
  ]);
  return Math.min(...changes);
}

/** From a time of the week to the next beginning, microseconds; 0: it begins just then. */
export function untilBegin({ fromUs }: Pick<WeeklyInterval, 'fromUs'>, timeOfWeekUs: number): number {
  return (fromUs - timeOfWeekUs + WEEK_US) % WEEK_US;
}

/** From a time of the week to the next end, microseconds; a week: it ends just then. */
export function untilEnd({ toUs }: Pick<WeeklyInterval, 'toUs'>, timeOfWeekUs: number): number {
  return (toUs - timeOfWeekUs + WEEK_US) % WEEK_US || WEEK_US;
}
