import type { RunResult } from '../../metrics/run-result.ts';
import { dayAt, nextStart } from '../../model/jobs/job-calendar.ts';
import { JobChains } from '../../model/jobs/job-chains.ts';
import { everyWeek, FULL_DAYS, hasFullDays, startDays } from '../../scenario/full-days.ts';
import { type Job, openingsOf, type Schedule } from '../../scenario/job.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { DAY_US, EVERY_DAY, SECOND_US, WEEKDAYS } from '../../units/civil-time.ts';
import { formatDateTime, formatTimeOfDay } from '../../units/format-quantity.ts';
import {
  isWithin,
  timeOfWeekOf,
  untilBegin,
  WEEK_US,
  type WeeklyInterval,
} from '../../units/weekly-interval.ts';
import { type Doubling, ifFew, NO_FIGURE } from './doubling.ts';
import { lateJobs, protectsProduction } from './late-jobs.ts';

/** A job with another schedule. */
type Moved = (job: Job, scenario: Scenario) => Schedule | undefined;

/**
 * Earlier starts for jobs that miss a window by time of day, and for those that they follow: as early as the window allows, and
 * without waiting for another job. They cost nothing. A window by length begins with the job, so an earlier start gains nothing
 * there. Empty where no job is late, or where none can start earlier.
 */
export function earlierStarts(scenario: Scenario, run: Pick<RunResult, 'sessions'>): Doubling[] {
  const chains = new JobChains(scenario.jobs);
  const openings = openingsOfLate(lateJobs(scenario, run), chains);
  const atOpening: Moved = (job, { clock }) => opened(job, clock.startUs, openings.get(job.name)!);
  const atHead: Moved = (job, before) =>
    makesOtherFulls(before, job, run) ? undefined : ofHead(before, job);
  // A job comes after those that it follows, so that it starts when they now do.
  const moved = chains.leadersFirst
    .filter((job) => openings.has(job.name) && protectsProduction(job))
    .map(({ name }) => name);
  return [
    ...changesOf('earlierStart', moved, { scenario, to: atOpening }),
    ...changesOf('ownStart', moved, { scenario, to: atHead }),
  ];
}

/** When late jobs may run, and those that they follow, by name; empty for windows by length. */
function openingsOfLate(
  late: readonly Job[],
  chains: JobChains,
): ReadonlyMap<string, readonly WeeklyInterval[]> {
  const openings = new Map<string, readonly WeeklyInterval[]>();
  for (const last of late) {
    const ofLast = openingsOf(last.window);
    if (ofLast === undefined) continue;
    // What has openings already was reached from another late job, and so was all that it follows.
    for (
      let job: Job | undefined = last;
      job !== undefined && !openings.has(job.name);
      job = chains.leaderOf(job)
    )
      openings.set(job.name, openingsOf(job.window) ?? ofLast);
  }
  return openings;
}

interface Change {
  readonly scenario: Scenario;
  readonly to: Moved;
}

/** All jobs that can be moved, if there are several, then each alone. */
function changesOf(kind: string, names: readonly string[], { scenario, to }: Change): Doubling[] {
  const able = names.filter((name) => to(jobOf(scenario, name), scenario) !== undefined);
  const change = (what: string, jobs: readonly string[]): Doubling => {
    const after = jobs.reduce((before, name) => withMoved(before, name, to), scenario);
    const set = jobs.flatMap((name) => settingOf(jobOf(after, name), after.clock.startUs) ?? []);
    return {
      ...NO_FIGURE,
      what,
      set: set.length === jobs.length ? ifFew(set) : [],
      apply: (before) => jobs.reduce((changed, name) => withMoved(changed, name, to), before),
    };
  };
  const single = able.map((name) => change(`jobs.${name}.${kind}`, [name]));
  return able.length > 1 ? [change(`jobs.*.${kind}`, able), ...single] : single;
}

function withMoved(scenario: Scenario, name: string, to: Moved): Scenario {
  const jobs = scenario.jobs.map((job) =>
    job.name === name ? { ...job, schedule: to(job, scenario) ?? job.schedule } : job,
  );
  return { ...scenario, jobs };
}

/** Weekdays decide when fulls are made: whether a job would start on another one if it did not wait for others. */
function makesOtherFulls(scenario: Scenario, job: Job, { sessions }: Pick<RunResult, 'sessions'>): boolean {
  if (!hasFullDays(job)) return false;
  const head = headOf(scenario, job);
  const moved = ofHead(scenario, job);
  const weekdaysOf = (schedule: Schedule) => (schedule.kind === 'daily' ? schedule.days : []);
  if (moved !== undefined && `${weekdaysOf(moved)}` !== `${weekdaysOf(withFullDays(head))}`) return true;
  const daysOf = ({ name }: Job) =>
    sessions
      .filter((session) => session.job === name)
      .map(({ startSeconds }) => dayAt(scenario.clock.startUs, startSeconds * SECOND_US));
  return `${daysOf(job)}` !== `${daysOf(head)}`;
}

/** The schedule with all days on which it starts the job. */
function withFullDays(job: Job): Schedule {
  const { schedule } = job;
  return schedule.kind === 'daily' ? { ...schedule, days: startDays(job, schedule) } : schedule;
}

/** Whether it starts on some days only for fulls of some weeks or months. No schedule of another job can say that. */
function startsInSomeWeeks(job: Job): boolean {
  const { schedule } = job;
  if (schedule.kind !== 'daily') return false;
  const always = [...schedule.days, ...FULL_DAYS.flatMap((kind) => everyWeek(job[kind]))];
  return startDays(job, schedule).some((day) => !always.includes(day));
}

/** The start of the first job of its chain, or the next opening of its own window. */
function ofHead(scenario: Scenario, job: Job): Schedule | undefined {
  const head = headOf(scenario, job);
  if (job.schedule.kind !== 'after' || startsInSomeWeeks(head)) return undefined;
  const schedule = withFullDays(head);
  const starts = startsOf(schedule, scenario.clock.startUs);
  const openings = openingsOf(job.window);
  const delays = starts.map((start) => (openings === undefined ? 0 : untilOpen(start, openings)));
  const [delay] = delays;
  if (delay === undefined || delays.some((other) => other !== delay)) return undefined;
  return shifted(schedule, delay);
}

/** By as much as every start can be earlier, within its opening and the simulated time. */
function opened(job: Job, clockStartUs: number, openings: readonly WeeklyInterval[]): Schedule | undefined {
  const { schedule } = job;
  const first = nextStart(job, clockStartUs, 0);
  if (first === undefined) return undefined;
  const sinceOpened = startsOf(withFullDays(job), clockStartUs).map((start) => sinceOpening(start, openings));
  // On another weekday it would make other fulls.
  const most = hasFullDays(job) && schedule.kind === 'daily' ? schedule.timeOfDayUs : first;
  const byUs = Math.min(first, most, ...sinceOpened);
  return sinceOpened.length > 0 && byUs > 0 ? shifted(schedule, -byUs) : undefined;
}

/** Times of the week at which sessions start; none for a schedule that is not moved. */
function startsOf(schedule: Schedule, clockStartUs: number): readonly number[] {
  switch (schedule.kind) {
    case 'manual':
      return [timeOfWeekOf(clockStartUs + schedule.atUs)];
    case 'at':
      return schedule.atUs.map((at) => timeOfWeekOf(clockStartUs + at));
    case 'daily':
      return schedule.days.map((day) => day * DAY_US + schedule.timeOfDayUs);
    default:
      return [];
  }
}

function shifted(schedule: Schedule, byUs: number): Schedule {
  switch (schedule.kind) {
    case 'manual':
      return { kind: 'at', atUs: [schedule.atUs + byUs] };
    case 'at':
      return { kind: 'at', atUs: schedule.atUs.map((at) => at + byUs) };
    case 'daily': {
      const later = Math.floor((schedule.timeOfDayUs + byUs) / DAY_US);
      return {
        kind: 'daily',
        timeOfDayUs: schedule.timeOfDayUs + byUs - later * DAY_US,
        days: schedule.days.map((day) => (day + later + 7) % 7).sort((a, b) => a - b),
      };
    }
    default:
      return schedule;
  }
}

/** Microseconds until one of the openings is open. */
function untilOpen(timeOfWeekUs: number, openings: readonly WeeklyInterval[]): number {
  const isOpen = openings.some((opening) => isWithin(opening, timeOfWeekUs));
  return isOpen ? 0 : Math.min(...openings.map((opening) => untilBegin(opening, timeOfWeekUs)));
}

/** Microseconds from the beginning of the opening that is open then; 0: none is. */
function sinceOpening(timeOfWeekUs: number, openings: readonly WeeklyInterval[]): number {
  const open = openings.find((opening) => isWithin(opening, timeOfWeekUs));
  return open === undefined ? 0 : (timeOfWeekUs - open.fromUs + WEEK_US) % WEEK_US;
}

/** The setting that gives a job its schedule; undefined: none can. */
function settingOf({ name, schedule }: Job, clockStartUs: number): string | undefined {
  switch (schedule.kind) {
    case 'daily': {
      if (schedule.timeOfDayUs % SECOND_US !== 0) return undefined;
      const days =
        schedule.days.length === EVERY_DAY.length
          ? ''
          : `, days: [${schedule.days.map((day) => WEEKDAYS[day]).join(', ')}]`;
      return `jobs.${name}.schedule={ daily: "${toTheMinute(formatTimeOfDay(schedule.timeOfDayUs))}"${days} }`;
    }
    case 'manual':
    case 'at': {
      const atUs = schedule.kind === 'at' ? schedule.atUs : [schedule.atUs];
      if (atUs.some((at) => (clockStartUs + at) % SECOND_US !== 0)) return undefined;
      const times = atUs.map((at) => `"${toTheMinute(formatDateTime(clockStartUs + at))}"`);
      return `jobs.${name}.schedule={ at: ${times.length === 1 ? times[0] : `[${times.join(', ')}]`} }`;
    }
    default:
      return undefined;
  }
}

/** `22:00` for `22:00:00`. */
const toTheMinute = (time: string) => time.replace(/(:\d\d):00$/, '$1');

/** The first job of its chain. */
function headOf({ jobs }: Scenario, job: Job): Job {
  return new JobChains(jobs).headOf(job);
}

function jobOf({ jobs }: Scenario, name: string): Job {
  return jobs.find((job) => job.name === name)!;
}
