import { madeOnce } from '../../collections/made-once.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { nightOfInstant } from '../../metrics/sessions/nights.ts';
import type { SessionRow } from '../../metrics/sessions/session-rows.ts';
import { dayAt } from '../../model/jobs/job-calendar.ts';
import { everyWeek, FULL_DAYS, type FullDays } from '../../scenario/full-days.ts';
import type { Job } from '../../scenario/job.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { isWeekly } from '../../units/calendar-days.ts';
import { DAY_US, EVERY_DAY, SECOND_US, weekdayOf } from '../../units/civil-time.ts';

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
  readonly #nights: NightsOfJobs;
  /** By night: bytes of all else. */
  readonly #others: readonly number[];
  /** By night: how long its windows are open at most, seconds; the same for all where no window closes. */
  readonly #rooms: readonly number[];

  /** `vms`: their disks have been drawn. */
  constructor({ jobs, vms, clock }: Scenario, { sessions }: Pick<RunResult, 'sessions'>) {
    const byName = new Map(jobs.map((job) => [job.name, job]));
    const starts = sessions.map((session): Start => {
      const startUs = session.startSeconds * SECOND_US;
      const day = weekdayOf(DAY_US * dayAt(clock.startUs, startUs));
      return {
        session,
        job: byName.get(session.job),
        day,
        nightOfRun: nightOfInstant(clock.startUs + startUs),
      };
    });
    this.#nights = nightsOfJobs(starts);
    this.#others = bytesBesideFulls(starts);
    this.#rooms = roomsOf(starts);
    this.fulls = jobs.filter(makesIncrements).flatMap((job) =>
      FULL_DAYS.flatMap((kind) =>
        everyWeek(job[kind])
          .filter((day) => this.#nights.get(job.name)?.has(day) === true)
          .map((day) => ({ job, kind, from: day, day, bytes: usedBytes(vms, job.vms) })),
      ),
    );
  }

  /** The other weekdays on which a full could be made, those that come next first. */
  otherDays({ job, day: now }: WeeklyFull): readonly number[] {
    const weekly = this.fulls.filter((full) => full.job === job).map(({ day }) => day);
    // Those of some weeks or months stay where they are.
    const others = FULL_DAYS.flatMap((kind) => (isWeekly(job[kind]) ? [] : job[kind].weekdays));
    const taken = new Set([...weekly, ...others]);
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

/** A session, as it starts. */
interface Start {
  readonly session: SessionRow;
  /** Undefined: another change has replaced the job. */
  readonly job: Job | undefined;
  /** Weekday. */
  readonly day: number;
  /** The day of its evening, counted from 1970-01-01. */
  readonly nightOfRun: number;
}

/** By job: the weekdays on which it starts in the run, with the nights to which these starts belong. */
type NightsOfJobs = ReadonlyMap<string, ReadonlyMap<number, number>>;

const nightOf = ({ nightOfRun }: Start) => weekdayOf(DAY_US * nightOfRun);

function nightsOfJobs(starts: readonly Start[]): NightsOfJobs {
  const found = new Map<string, Map<number, number>>();
  for (const start of starts) {
    const nights = madeOnce(found, start.session.job, () => new Map<number, number>());
    // The first session of a day makes its full.
    if (!nights.has(start.day)) nights.set(start.day, nightOf(start));
  }
  return found;
}

/** By night: what is read in it, on average, apart from weekly fulls. */
function bytesBesideFulls(starts: readonly Start[]): readonly number[] {
  const counts = EVERY_DAY.map(() => 0);
  for (const night of new Set(starts.map(({ nightOfRun }) => nightOfRun)))
    counts[weekdayOf(DAY_US * night)]!++;
  const bytes = EVERY_DAY.map(() => 0);
  for (const start of starts) {
    const { job, session, day } = start;
    if (job === undefined || makesWeeklyFull(job, day)) continue;
    const night = nightOf(start);
    bytes[night]! += session.readBytes / counts[night]!;
  }
  return bytes;
}

function roomsOf(starts: readonly Start[]): readonly number[] {
  const rooms = EVERY_DAY.map(() => 0);
  for (const start of starts) {
    const { job, session } = start;
    if (job === undefined || session.closesSeconds === null) continue;
    const night = nightOf(start);
    rooms[night] = Math.max(rooms[night]!, session.closesSeconds - session.startSeconds);
  }
  const most = Math.max(...rooms);
  return rooms.map((room) => room || most || 1);
}

/** Of a job that makes nothing but fulls, days decide nothing. */
function makesIncrements({ method }: Job): boolean {
  return method !== 'active-full';
}

function makesWeeklyFull(job: Job, day: number): boolean {
  return makesIncrements(job) && FULL_DAYS.some((kind) => everyWeek(job[kind]).includes(day));
}

/** What the disks of these VMs use, bytes. */
export function usedBytes({ columns }: Scenario['vms'], rows: readonly number[]): number {
  const { firstDisk, figures } = columns;
  let bytes = 0;
  for (const vm of rows)
    for (let disk = firstDisk[vm]!; disk < firstDisk[vm + 1]!; disk++) bytes += figures.used[disk]!;
  return bytes;
}
