import { largest, largestBy, smallest } from '../../collections/extremes.ts';
import { groupedBy } from '../../collections/grouped-by.ts';
import { DAY_US, SECOND_US } from '../../units/civil-time.ts';
import { median } from '../quantile.ts';
import type { NightsSummary, Summary, Window } from '../summary/summary.ts';
import { marginOf } from './margin.ts';
import type { SessionRow } from './session-rows.ts';
import { unitedWindow } from './window.ts';

/**
 * The sessions that start between one noon and the next, so that midnight does not divide a night. What begins when the job
 * before it has ended belongs to the night of that job, whatever the time. Jobs that start several times a night (every hour,
 * for example) are left out: they have no window that a night could have. Times are seconds from `clock.start`.
 */
export interface Night {
  /** The day at whose noon it begins, in days since 1970-01-01, local. No two nights share one. */
  readonly day: number;
  /** Start of its first session. */
  readonly startSeconds: number;
  /** From the first start to the last end of its tasks; null: no task started. */
  readonly window: Window | null;
  readonly tasks: number;
  readonly succeeded: number;
  readonly readBytes: number;
  readonly transferredBytes: number;
  /** VMs whose last attempt in a session failed. */
  readonly failedVms: number;
  /** The least time between the end of a session and the close of its window, negative if late; null: no window closes. */
  readonly spareSeconds: number | null;
  /** Whether the end of the run cut off a session. */
  readonly isCut: boolean;
}

/** What tells to which night a session belongs. */
export interface NightCalendar {
  /** Microseconds since 1970-01-01T00:00, local. */
  readonly clockStartUs: number;
  /** By name of a job that starts after another one: the name of that one. */
  readonly follows: ReadonlyMap<string, string>;
}

/** The nights of a run, in order of time. `sessions`: in the order of their starts. */
export function nightsOf(sessions: readonly SessionRow[], calendar: NightCalendar): Night[] {
  const dayOf = daysOf(sessions, calendar);
  const byDay = groupedBy(sessions, (session) => dayOf.get(session)!);
  const repeated = new Set([...byDay.values()].flatMap(repeatedJobs));
  // In order of time already: a session begins a day, or joins that of a session before it.
  return [...byDay]
    .map(([day, own]) => ({ day, own: own.filter(({ job }) => !repeated.has(job)) }))
    .filter(({ own }) => own.length > 0)
    .map(({ day, own }) => nightOf(day, own));
}

/** The day at whose noon the night of each session begins. */
function daysOf(
  sessions: readonly SessionRow[],
  { clockStartUs, follows }: NightCalendar,
): ReadonlyMap<SessionRow, number> {
  const days = new Map<SessionRow, number>();
  /** Of sessions that have ended, by that time and their job. */
  const ended = new Map<string, number>();
  for (const session of sessions) {
    const { job, startSeconds, endSeconds } = session;
    // A job that had to wait for its window to open starts later than the other one ends.
    const leader = follows.get(job);
    const leaders = leader === undefined ? undefined : ended.get(`${startSeconds} ${leader}`);
    const day = leaders ?? nightOfInstant(clockStartUs + startSeconds * SECOND_US);
    days.set(session, day);
    if (endSeconds !== null) ended.set(`${endSeconds} ${job}`, day);
  }
  return days;
}

/**
 * The day at whose noon the night of an instant begins, in days since 1970-01-01. `instantUs`: microseconds since then,
 * local.
 */
export function nightOfInstant(instantUs: number): number {
  return Math.floor((instantUs - DAY_US / 2) / DAY_US);
}

/** Jobs with several sessions among these. */
function repeatedJobs(sessions: readonly SessionRow[]): string[] {
  const byJob = groupedBy(sessions, ({ job }) => job);
  return [...byJob].flatMap(([job, own]) => (own.length > 1 ? [job] : []));
}

/**
 * The windows of the nights of a run that has several; undefined for any other. From its first to its last task such a
 * run takes days whatever is changed, and so does its lower bound: its nights are reported and compared instead.
 */
export function severalNights({ nights }: Pick<Summary, 'nights'>): NightsSummary | undefined {
  return nights !== null && nights.count > 1 ? nights : undefined;
}

/** The night with the longest window, the first of equals; undefined: no task of theirs started. */
export function longestNight(nights: readonly Night[]): WorkedNight | undefined {
  const worked = nights.filter((night): night is WorkedNight => night.window !== null);
  return largestBy(worked, ({ window }) => window.seconds);
}

/** A night in which some task started. */
export type WorkedNight = Night & { readonly window: Window };

/** How long the windows of the nights were; null: no task of theirs started. */
export function nightsSummary(nights: readonly Night[]): Summary['nights'] {
  const windows = nights.flatMap(({ window }) => (window === null ? [] : [window.seconds]));
  if (windows.length === 0) return null;
  return { count: nights.length, medianSeconds: median(windows), longestSeconds: largest(windows)! };
}

function nightOf(day: number, sessions: readonly SessionRow[]): Night {
  const sum = (figure: (session: SessionRow) => number) =>
    sessions.reduce((total, session) => total + figure(session), 0);
  const margin = marginOf(sessions.filter(({ endSeconds }) => endSeconds !== null));
  return {
    day,
    startSeconds: smallest(sessions.map(({ startSeconds }) => startSeconds))!,
    window: unitedWindow(sessions.flatMap(({ window }) => window ?? [])),
    tasks: sum(({ tasks }) => tasks),
    succeeded: sum(({ succeeded }) => succeeded),
    readBytes: sum(({ readBytes }) => readBytes),
    transferredBytes: sum(({ transferredBytes }) => transferredBytes),
    failedVms: sum(({ failedVms }) => failedVms),
    spareSeconds: margin.kind === 'ended' ? margin.seconds : null,
    isCut: sessions.some(({ endSeconds }) => endSeconds === null),
  };
}
