import type { RunResult } from '../../metrics/run-result.ts';
import { nightOfInstant } from '../../metrics/sessions/nights.ts';
import type { SessionRow } from '../../metrics/sessions/session-rows.ts';
import { dayAt } from '../../model/jobs/job-calendar.ts';
import type { Job } from '../../scenario/job.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type CalendarDays, hasDays, isWeekly } from '../../units/calendar-days.ts';
import { DAY_US, EVERY_DAY, SECOND_US, weekdayOf } from '../../units/civil-time.ts';

/** The two kinds of scheduled fulls, as fields of a job. */
export const FULL_DAYS = ['activeFullDays', 'syntheticFullDays'] as const;
export type FullDays = (typeof FULL_DAYS)[number];

export function hasFullDays(job: Job): boolean {
  return FULL_DAYS.some((kind) => hasDays(job[kind]));
}

/** A full that a job makes on a weekday (0 is Monday). */
export interface WeeklyFull {
  readonly job: Job;
  readonly kind: FullDays;
  readonly from: number;
  /** The day on which it is made now: `from`, until it is moved. */
  day: number;
  /** What its VMs use, bytes. */
  readonly bytes: number;
}

/**
 * The scheduled fulls of a run's jobs, and how full they make the nights of its week. A night has the weekday of its evening. It is
 * loaded by what is read in it, and by the whole size of its fulls, also of synthetic ones, which read that in the repository
 * instead. That compares jobs roughly, and says which days are worth a run; the run says what they bring.
 */
export class FullsOfWeek {
  readonly fulls: readonly WeeklyFull[];
  /** By job: the weekdays on which it starts in the run, with the nights to which these starts belong. */
  readonly #nights = new Map<string, Map<number, number>>();
  /** By night: bytes of all else. */
  readonly #others: readonly number[];
  /** By night: how long its windows are open at most, seconds; the same for all where no window closes. */
  readonly #rooms: readonly number[];

  /** `vms`: their disks have been drawn. */
  constructor({ jobs, vms, clock }: Scenario, { sessions }: Pick<RunResult, 'sessions'>) {
    const byName = new Map(jobs.map((job) => [job.name, job]));
    const nightOf = ({ startSeconds }: SessionRow) =>
      nightOfInstant(clock.startUs + startSeconds * SECOND_US);
    const counts = countsByWeekday(sessions.map(nightOf));
    const others = EVERY_DAY.map(() => 0);
    const rooms = EVERY_DAY.map(() => 0);
    for (const session of sessions) {
      const job = byName.get(session.job);
      // Another change may have replaced the job.
      if (job === undefined) continue;
      const day = weekdayOf(DAY_US * dayAt(clock.startUs, session.startSeconds * SECOND_US));
      const night = weekdayOf(DAY_US * nightOf(session));
      const nights = this.#nights.get(job.name) ?? new Map<number, number>();
      this.#nights.set(job.name, nights);
      // The first session of a day makes its full.
      if (!nights.has(day)) nights.set(day, night);
      if (!FULL_DAYS.some((kind) => job[kind].weekdays.includes(day)))
        others[night]! += session.readBytes / counts[night]!;
      if (session.closesSeconds !== null)
        rooms[night] = Math.max(rooms[night]!, session.closesSeconds - session.startSeconds);
    }
    const most = Math.max(...rooms);
    this.#others = others;
    this.#rooms = rooms.map((room) => room || most || 1);
    this.fulls = jobs.filter(makesIncrements).flatMap((job) =>
      FULL_DAYS.flatMap((kind) =>
        weeklyDays(job[kind])
          .filter((day) => this.#nights.get(job.name)?.has(day) === true)
          .map((day) => ({ job, kind, from: day, day, bytes: usedBytes(vms, job.vms) })),
      ),
    );
  }

  /** The other weekdays on which a full could be made, those that come next first. */
  otherDays({ job, day: now }: WeeklyFull): readonly number[] {
    const taken = new Set(this.fulls.filter((full) => full.job === job).map(({ day }) => day));
    const nights = this.#nights.get(job.name)!;
    return EVERY_DAY.map((days) => (now + days) % 7).filter((day) => nights.has(day) && !taken.has(day));
  }

  nightOf({ job }: WeeklyFull, day: number): number {
    return this.#nights.get(job.name)!.get(day)!;
  }

  /** Bytes for each second for which the windows of a night are open, by night. */
  loads(): number[] {
    const bytes = [...this.#others];
    for (const full of this.fulls) bytes[this.nightOf(full, full.day)]! += full.bytes;
    return bytes.map((of, night) => of / this.#rooms[night]!);
  }

  /** What a part of this size adds to the load of a night. */
  loadOf(bytes: number, night: number): number {
    return bytes / this.#rooms[night]!;
  }

  /** The fullest of the nights that have fulls; undefined: none has. */
  fullest():
    | { readonly night: number; readonly load: number; readonly fulls: readonly WeeklyFull[] }
    | undefined {
    const loads = this.loads();
    const nights = [...new Set(this.fulls.map((full) => this.nightOf(full, full.day)))];
    const [night] = nights.sort((a, b) => loads[b]! - loads[a]! || a - b);
    if (night === undefined) return undefined;
    const fulls = this.fulls.filter((full) => this.nightOf(full, full.day) === night);
    return { night, load: loads[night]!, fulls };
  }
}

/** Fulls of some weeks or months stay where they are: most nights of that weekday are without them. */
function weeklyDays(days: CalendarDays): readonly number[] {
  return isWeekly(days) ? days.weekdays : [];
}

/** Of a job that makes nothing but fulls, days decide nothing. */
function makesIncrements({ method }: Job): boolean {
  return method !== 'active-full';
}

/** By weekday: the number of different days among these, at least 1. */
function countsByWeekday(days: readonly number[]): readonly number[] {
  const counts = EVERY_DAY.map(() => 0);
  for (const day of new Set(days)) counts[weekdayOf(DAY_US * day)]!++;
  return counts.map((count) => Math.max(1, count));
}

/** What the disks of these VMs use, bytes. */
export function usedBytes({ columns }: Scenario['vms'], rows: readonly number[]): number {
  const { firstDisk, figures } = columns;
  let bytes = 0;
  for (const vm of rows)
    for (let disk = firstDisk[vm]!; disk < firstDisk[vm + 1]!; disk++) bytes += figures.used[disk]!;
  return bytes;
}
