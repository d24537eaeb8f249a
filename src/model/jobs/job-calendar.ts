import { type FullDays, startsOn } from '../../scenario/full-days.ts';
import { type Job, openingsOf, type Schedule, type Window } from '../../scenario/job.ts';
import { DAY_US, EVERY_DAY } from '../../units/civil-time.ts';
import { type DailyInterval, isInside } from '../../units/daily-interval.ts';
import {
  isWithin,
  onDays,
  timeOfWeekOf,
  untilBegin,
  untilEnd,
  type WeeklyInterval,
} from '../../units/weekly-interval.ts';

/** Without a horizon, recurring schedules start sessions for a day; these then run until they are done. */
const DEFAULT_CALENDAR_US = DAY_US;

/** The time from which a schedule starts no more sessions, microseconds from the run's start; at the latest the horizon. */
export function calendarEnd(schedule: Schedule, horizonUs: number | undefined): number {
  return horizonUs ?? (recurs(schedule) ? DEFAULT_CALENDAR_US : Number.POSITIVE_INFINITY);
}

/** Whether a schedule recurs without end. */
export function recurs({ kind }: Schedule): boolean {
  return kind === 'daily' || kind === 'every';
}

/**
 * The first start of a job at or after an instant, microseconds from the run's start; undefined: none.
 * `clockStartUs` is the civil time of the run's start (microseconds since 1970-01-01T00:00), which times of day and weekdays
 * depend on. Chained jobs have no starts of their own.
 */
export function nextStart(job: StartedJob, clockStartUs: number, fromUs: number): number | undefined {
  const { schedule, window } = job;
  switch (schedule.kind) {
    case 'manual':
      return schedule.atUs >= fromUs ? schedule.atUs : undefined;
    case 'at':
      return schedule.atUs.find((at) => at >= fromUs);
    case 'daily':
      return nextDaily(job, schedule, clockStartUs, fromUs);
    case 'every':
      return nextPeriodic(schedule, new AllowedTimes(schedule.within, window), clockStartUs, fromUs);
    case 'after':
      return undefined;
  }
}

/** What of a job says when it starts. */
type StartedJob = Pick<Job, 'schedule' | 'window' | FullDays>;

function nextDaily(
  job: StartedJob,
  schedule: Extract<Schedule, { kind: 'daily' }>,
  clockStartUs: number,
  fromUs: number,
): number | undefined {
  const firstDay = dayAt(clockStartUs, fromUs);
  // Its schedule names a day of every week. Eight days, because the time may have passed on the first one.
  for (let day = firstDay; day <= firstDay + 7; day++) {
    const at = day * DAY_US + schedule.timeOfDayUs - clockStartUs;
    if (at >= fromUs && startsOn(job, schedule, day)) return at;
  }
  return undefined;
}

/** The day of an instant of the run, as days since 1970-01-01. */
export function dayAt(clockStartUs: number, atUs: number): number {
  return Math.floor((clockStartUs + atUs) / DAY_US);
}

type Periodic = Extract<Schedule, { kind: 'every' }>;

/** Starts are due every N from midnight + offset. One outside the allowed times is held back until these begin [doc]. */
function nextPeriodic(
  schedule: Periodic,
  allowed: AllowedTimes,
  clockStartUs: number,
  fromUs: number,
): number | undefined {
  const starts = slotsAround(schedule, clockStartUs, fromUs)
    .map((slot) => slot + allowed.until(timeOfWeekOf(clockStartUs + slot)))
    .filter((at) => at >= fromUs && Number.isFinite(at));
  return starts.length === 0 ? undefined : Math.min(...starts);
}

/**
 * When a periodic start was due, microseconds from the run's start, and what held it back until `atUs`. Of several due
 * times, the earliest within the run counts, or else the last before it. Undefined: nothing held it back.
 */
export function heldBack(
  { schedule, window }: Pick<Job, 'schedule' | 'window'>,
  clockStartUs: number,
  atUs: number,
): { readonly dueUs: number; readonly by: 'window' | 'schedule' } | undefined {
  if (schedule.kind !== 'every') return undefined;
  const allowed = new AllowedTimes(schedule.within, window);
  const slotBefore = (us: number) =>
    slotsAround(schedule, clockStartUs, us)
      .filter((slot) => slot < us)
      .at(-1);
  if (slotsAround(schedule, clockStartUs, atUs).includes(atUs)) return undefined;
  let dueUs = atUs;
  for (let slot = slotBefore(atUs); slot !== undefined; slot = slotBefore(slot)) {
    if (slot + allowed.until(timeOfWeekOf(clockStartUs + slot)) !== atUs || (slot < 0 && dueUs < atUs)) break;
    dueUs = slot;
  }
  const timeOfWeekUs = timeOfWeekOf(clockStartUs + atUs);
  const opens = openingsOf(window)?.some(({ fromUs }) => fromUs === timeOfWeekUs) ?? false;
  return dueUs === atUs ? undefined : { dueUs, by: opens ? 'window' : 'schedule' };
}

/** The last due time before an instant, which may have been held back until then, and the first at or after it. */
function slotsAround(
  { everyUs, offsetUs }: Periodic,
  clockStartUs: number,
  fromUs: number,
): readonly number[] {
  if (everyUs > DAY_US) {
    // Periods longer than a day count from the midnight before the run's start.
    const first = dayAt(clockStartUs, 0) * DAY_US + offsetUs - clockStartUs;
    const next = Math.max(0, Math.ceil((fromUs - first) / everyUs));
    return [next - 1, next].filter((n) => n >= 0).map((n) => first + n * everyUs);
  }
  const midnight = dayAt(clockStartUs, fromUs) * DAY_US - clockStartUs;
  const first = offsetUs % everyUs;
  const last = first + Math.floor((DAY_US - 1 - first) / everyUs) * everyUs;
  const next = first + Math.max(0, Math.ceil((fromUs - midnight - first) / everyUs)) * everyUs;
  return [
    next > first ? midnight + next - everyUs : midnight - DAY_US + last,
    next > last ? midnight + DAY_US + first : midnight + next,
  ];
}

/** Times of the week at which a periodic job may start: within both the interval of its schedule and its window. */
class AllowedTimes {
  readonly #within: DailyInterval | undefined;
  readonly #window: readonly WeeklyInterval[] | undefined;
  /** Times of the week at which both become open: one begins while the other is open. */
  readonly #openings: readonly number[];

  constructor(within: DailyInterval | undefined, window: Window | undefined) {
    this.#within = within;
    this.#window = openingsOf(window);
    const begins = [...(within === undefined ? [] : onDays(within, EVERY_DAY)), ...(this.#window ?? [])];
    this.#openings = [...new Set(begins.map(({ fromUs }) => fromUs))].filter((begin) => this.#has(begin));
  }

  /** A window is closed at its end, but a schedule may still start at the end of its interval. */
  #has(timeOfWeekUs: number): boolean {
    if (this.#window?.some((opening) => isWithin(opening, timeOfWeekUs)) === false) return false;
    const within = this.#within;
    const timeOfDayUs = timeOfWeekUs % DAY_US;
    return within === undefined || isInside(within, timeOfDayUs) || timeOfDayUs === within.toUs;
  }

  /** Microseconds from a time of the week to the next allowed time; 0: it is allowed; Infinity: there is none. */
  until(timeOfWeekUs: number): number {
    if (this.#has(timeOfWeekUs)) return 0;
    return Math.min(...this.#openings.map((fromUs) => untilBegin({ fromUs }, timeOfWeekUs)));
  }
}

/** When a session may run, microseconds from the run's start. */
export interface AllowedSpan {
  readonly opensAtUs: number;
  readonly closesAtUs: number;
}

/**
 * When a session may run that is due at `dueUs`. `chainStartUs`: the start of the first session in its chain of jobs,
 * or `dueUs` if it follows none. A weekly window's opening is the first that has not ended by then, so that a job that
 * follows a late one counts as late for this opening, not as early for the next.
 */
export function allowedSpan(
  window: Window | undefined,
  clockStartUs: number,
  { chainStartUs, dueUs }: { readonly chainStartUs: number; readonly dueUs: number },
): AllowedSpan {
  const timeOfWeekUs = timeOfWeekOf(clockStartUs + chainStartUs);
  const spans = openingsOf(window)?.map(({ fromUs, toUs }): AllowedSpan => {
    const closesAtUs = chainStartUs + untilEnd({ toUs }, timeOfWeekUs);
    return { opensAtUs: closesAtUs - (toUs - fromUs), closesAtUs };
  });
  if (spans !== undefined) return spans.reduce((a, b) => (b.closesAtUs < a.closesAtUs ? b : a));
  const lengthUs = window !== undefined && 'lengthUs' in window ? window.lengthUs : Number.POSITIVE_INFINITY;
  return { opensAtUs: dueUs, closesAtUs: dueUs + lengthUs };
}
