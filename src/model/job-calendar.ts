import type { Job, Schedule, Window } from '../scenario/job.ts';
import { timeOfDayOf } from '../units/civil-time.ts';
import { type DailyInterval, isInside, lengthOf, untilBegin, untilEnd } from '../units/daily-interval.ts';
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
 * The first start of a job at or after an instant, microseconds from the run's start; undefined: none.
 * `clockStartUs` is the civil time of the run's start (microseconds since 1970-01-01T00:00): times of day and weekdays
 * count from it. Chained jobs have no calendar of their own.
 */
export function nextStart(
  { schedule, window }: Pick<Job, 'schedule' | 'window'>,
  clockStartUs: number,
  fromUs: number,
): number | undefined {
  switch (schedule.kind) {
    case 'manual':
      return schedule.atUs >= fromUs ? schedule.atUs : undefined;
    case 'at':
      return schedule.atUs.find((at) => at >= fromUs);
    case 'daily':
      return nextDaily(schedule.timeOfDayUs, schedule.days, clockStartUs, fromUs);
    case 'every':
      return nextPeriodic(schedule, new AllowedTimes(schedule.within, window), clockStartUs, fromUs);
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

type Periodic = Extract<Schedule, { kind: 'every' }>;

/** Every N from midnight + offset; what falls outside the allowed times of the day starts when they begin [doc]. */
function nextPeriodic(
  schedule: Periodic,
  allowed: AllowedTimes,
  clockStartUs: number,
  fromUs: number,
): number | undefined {
  const from = clockStartUs + fromUs;
  if (schedule.everyUs > DAY_US) return nextBeyondADay(schedule, allowed, clockStartUs, fromUs);
  const times = new Set<number>();
  for (let t = schedule.offsetUs % schedule.everyUs; t < DAY_US; t += schedule.everyUs)
    times.add((t + allowed.until(t)) % DAY_US);
  for (let day = Math.floor(from / DAY_US); day <= Math.floor(from / DAY_US) + 2; day++) {
    const next = [...times].map((t) => day * DAY_US + t).filter((t) => t >= from);
    if (next.length > 0) return Math.min(...next) - clockStartUs;
  }
  return undefined;
}

/** Longer periods than a day count on from the midnight before the run's start. */
function nextBeyondADay(
  { everyUs, offsetUs }: Periodic,
  allowed: AllowedTimes,
  clockStartUs: number,
  fromUs: number,
): number | undefined {
  const first = Math.floor(clockStartUs / DAY_US) * DAY_US + offsetUs - clockStartUs;
  // The slot before may have been held back until its time came.
  for (let n = Math.max(0, Math.ceil((fromUs - first) / everyUs) - 1); ; n++) {
    const slot = first + n * everyUs;
    const at = slot + allowed.until(timeOfDayOf(clockStartUs + slot));
    if (at >= fromUs) return at;
  }
}

/** The times of day at which a periodic job may start: in the interval of its schedule, and in that of its window. */
class AllowedTimes {
  readonly #within: DailyInterval | undefined;
  readonly #window: DailyInterval | undefined;
  /** Times of day, microseconds from midnight, at which one of the intervals begins while the other lasts. */
  readonly #openings: readonly number[];

  constructor(within: DailyInterval | undefined, window: Window | undefined) {
    this.#within = within;
    this.#window = intervalOf(window);
    const begins = [this.#within, this.#window].flatMap((interval) => interval?.fromUs ?? []);
    this.#openings = [...new Set(begins)].filter((begin) => this.#has(begin));
  }

  /** A window has closed at its end; the last start of a schedule may be at the end of its interval. */
  #has(timeOfDayUs: number): boolean {
    const within = this.#within;
    if (this.#window !== undefined && !isInside(this.#window, timeOfDayUs)) return false;
    return within === undefined || isInside(within, timeOfDayUs) || timeOfDayUs === within.toUs;
  }

  /** From a time of day to the next one at which it may start, microseconds; Infinity: there is none. */
  until(timeOfDayUs: number): number {
    if (this.#has(timeOfDayUs)) return 0;
    return Math.min(...this.#openings.map((fromUs) => untilBegin({ fromUs }, timeOfDayUs)));
  }
}

function intervalOf(window: Window | undefined): DailyInterval | undefined {
  return window !== undefined && 'interval' in window ? window.interval : undefined;
}

/** What is counted from the run's start, in microseconds. */
export interface AllowedSpan {
  readonly opensAtUs: number;
  readonly closesAtUs: number;
}

/**
 * The time in which a session may run that is due at an instant. `chainStartUs` is when the first of the sessions began that it
 * follows, one after the other, or when it is due itself: an interval of the day is the first that has not ended by then, so
 * that a job behind a late one is late, not early for the next day.
 */
export function allowedSpan(
  window: Window | undefined,
  clockStartUs: number,
  { chainStartUs, dueUs }: { readonly chainStartUs: number; readonly dueUs: number },
): AllowedSpan {
  const interval = intervalOf(window);
  if (interval !== undefined) {
    const closesAtUs = chainStartUs + untilEnd(interval, timeOfDayOf(clockStartUs + chainStartUs));
    return { opensAtUs: closesAtUs - lengthOf(interval), closesAtUs };
  }
  const lengthUs = window !== undefined && 'lengthUs' in window ? window.lengthUs : Number.POSITIVE_INFINITY;
  return { opensAtUs: dueUs, closesAtUs: dueUs + lengthUs };
}
