import type { Schedule } from '../scenario/job.ts';
import { DAY_US } from './changed-blocks.ts';

/** Without a horizon, calendars start runs for a day; what has started goes on until it is done. */
const DEFAULT_CALENDAR_US = DAY_US;

/** From when on a schedule starts nothing more, microseconds from the run's start: a run is cut at its horizon. */
export function calendarEnd(schedule: Schedule, horizonUs: number | undefined): number {
  return horizonUs ?? (recurs(schedule) ? DEFAULT_CALENDAR_US : Number.POSITIVE_INFINITY);
}

/** Whether it goes on without an end. */
export function recurs({ kind }: Schedule): boolean {
  return kind === 'daily' || kind === 'every';
}

/**
 * The first start of a schedule at or after an instant, microseconds from the run's start; undefined: none.
 * `clockStartUs` is the civil time of the run's start (microseconds since 1970-01-01T00:00): times of day and weekdays
 * count from it. Chained jobs have no calendar of their own.
 */
export function nextStart(schedule: Schedule, clockStartUs: number, fromUs: number): number | undefined {
  switch (schedule.kind) {
    case 'manual':
      return schedule.atUs >= fromUs ? schedule.atUs : undefined;
    case 'at':
      return schedule.atUs.find((at) => at >= fromUs);
    case 'daily':
      return nextDaily(schedule.timeOfDayUs, schedule.days, clockStartUs, fromUs);
    case 'every':
      return nextPeriodic(schedule, clockStartUs, fromUs);
    case 'after':
      return undefined;
  }
}

function nextDaily(
  timeOfDayUs: number,
  days: readonly number[],
  clockStartUs: number,
  fromUs: number,
): number | undefined {
  const firstDay = dayAt(clockStartUs, fromUs);
  // A week and a day: the first day's time may have passed already.
  for (let day = firstDay; day <= firstDay + 7; day++) {
    const at = day * DAY_US + timeOfDayUs - clockStartUs;
    if (at >= fromUs && days.includes(weekday(day))) return at;
  }
  return undefined;
}

/** The day of an instant of the run, counted from 1970-01-01. */
export function dayAt(clockStartUs: number, atUs: number): number {
  return Math.floor((clockStartUs + atUs) / DAY_US);
}

/** Weekday of a day counted from 1970-01-01, a Thursday: 0 is Monday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Every N from midnight + offset; outside its daily interval a run waits for the interval to open. */
function nextPeriodic(
  schedule: Extract<Schedule, { kind: 'every' }>,
  clockStartUs: number,
  fromUs: number,
): number | undefined {
  const { everyUs, offsetUs, within } = schedule;
  const from = clockStartUs + fromUs;
  if (everyUs > DAY_US) return nextBeyondADay(schedule, clockStartUs, fromUs);
  for (let day = Math.floor(from / DAY_US); day <= Math.floor(from / DAY_US) + 2; day++) {
    const midnight = day * DAY_US;
    const slots: number[] = [];
    for (let t = offsetUs % everyUs; t < DAY_US; t += everyUs) {
      if (within === undefined || isWithin(t, within)) slots.push(t);
    }
    // A run that the closed interval held back starts when the interval opens.
    if (within !== undefined && !slots.includes(within.fromUs) && misses(schedule, within))
      slots.push(within.fromUs);
    const next = slots.map((t) => midnight + t).filter((t) => t >= from);
    if (next.length > 0) return Math.min(...next) - clockStartUs;
  }
  return undefined;
}

/** Longer periods than a day count on from the midnight before the run's start. */
function nextBeyondADay(
  { everyUs, offsetUs, within }: Extract<Schedule, { kind: 'every' }>,
  clockStartUs: number,
  fromUs: number,
): number {
  const first = Math.floor(clockStartUs / DAY_US) * DAY_US + offsetUs - clockStartUs;
  // The slot before may have been held back until the interval opened.
  for (let n = Math.max(0, Math.ceil((fromUs - first) / everyUs) - 1); ; n++) {
    const slot = first + n * everyUs;
    const timeOfDay = (((clockStartUs + slot) % DAY_US) + DAY_US) % DAY_US;
    const heldBack = within === undefined || isWithin(timeOfDay, within) ? 0 : within.fromUs - timeOfDay;
    const at = slot + (heldBack < 0 ? heldBack + DAY_US : heldBack);
    if (at >= fromUs) return at;
  }
}

function isWithin(timeOfDayUs: number, within: { fromUs: number; toUs: number }): boolean {
  return within.fromUs <= within.toUs
    ? timeOfDayUs >= within.fromUs && timeOfDayUs <= within.toUs
    : timeOfDayUs >= within.fromUs || timeOfDayUs <= within.toUs;
}

/** Whether a slot of the day falls outside the interval, so that a run is owed when it opens. */
function misses(
  schedule: { everyUs: number; offsetUs: number },
  within: { fromUs: number; toUs: number },
): boolean {
  for (let t = schedule.offsetUs % schedule.everyUs; t < DAY_US; t += schedule.everyUs) {
    if (!isWithin(t, within)) return true;
  }
  return false;
}
