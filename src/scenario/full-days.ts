import { type CalendarDays, hasDays, isOn, isWeekly } from '../units/calendar-days.ts';
import { DAY_US, EVERY_DAY, weekdayOf } from '../units/civil-time.ts';
import type { Job, Schedule } from './job.ts';

/** The two kinds of scheduled fulls, as fields of a job. */
export const FULL_DAYS = ['activeFullDays', 'syntheticFullDays'] as const;
export type FullDays = (typeof FULL_DAYS)[number];

type WithFulls = Pick<Job, FullDays>;
type DailySchedule = Extract<Schedule, { kind: 'daily' }>;

export function hasFullDays(job: WithFulls): boolean {
  return FULL_DAYS.some((kind) => hasDays(job[kind]));
}

/** Weekdays on which fulls are made in every week. */
export function everyWeek(days: CalendarDays): readonly number[] {
  return isWeekly(days) ? days.weekdays : [];
}

/**
 * Weekdays on which a daily job may start, in order: those of its schedule and, at the same time of day, the days of its fulls
 * that its schedule leaves out [doc].
 */
export function startDays(job: WithFulls, { days }: DailySchedule): number[] {
  return EVERY_DAY.filter(
    (day) => days.includes(day) || FULL_DAYS.some((kind) => job[kind].weekdays.includes(day)),
  );
}

/** Whether a daily job starts on a day, counted from 1970-01-01. */
export function startsOn(job: WithFulls, { days }: DailySchedule, day: number): boolean {
  return days.includes(weekdayOf(day * DAY_US)) || FULL_DAYS.some((kind) => isOn(job[kind], day));
}
