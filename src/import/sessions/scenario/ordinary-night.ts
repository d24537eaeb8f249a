import { DAY_US, HOUR_US, timeOfDayOf, WEEKDAYS, weekdayOf } from '../../../units/civil-time.ts';
import { parseTimeOfDay } from '../../../units/parse-time.ts';
import type { JobPlan } from './job-plan.ts';

const NOON_US = 12 * HOUR_US;

/** What of a job tells when it runs, and when it makes fulls. */
type Habits = Pick<JobPlan, 'schedule' | 'activeFull' | 'syntheticFull'>;

/**
 * Where the clock of an ordinary night begins, microseconds since 1970-01-01T00:00: an hour or two before the first of the
 * jobs that run once a day, after their longest pause; of the week before `lastUs` on the last day on which most jobs run,
 * and of such days on one with the fewest fulls.
 */
export function ordinaryNight(plans: readonly Habits[], lastUs: number): number {
  const times = plans.flatMap(({ schedule }) => ('daily' in schedule ? [timeOf(schedule.daily)] : []));
  const first = firstAfterPause(times.sort((a, b) => a - b));
  const hourUs = first === undefined ? NOON_US : Math.floor(first / HOUR_US - 1) * HOUR_US;
  const today = Math.floor(lastUs / DAY_US) * DAY_US + hourUs;
  const nights = [0, 1, 2, 3, 4, 5, 6].map((back) => nightFrom(plans, today - back * DAY_US));
  return nights.reduce((best, next) => (isBetter(next, best) ? next : best)).startUs;
}

interface NightChoice {
  readonly startUs: number;
  /** Jobs that run in the day from there. */
  readonly running: number;
  /** Of these, jobs that make fulls. */
  readonly fulls: number;
}

function nightFrom(plans: readonly Habits[], startUs: number): NightChoice {
  const runs = plans.flatMap(({ schedule, activeFull, syntheticFull }) => {
    if (!('daily' in schedule)) return [];
    const dueUs = startUs + ((timeOf(schedule.daily) - timeOfDayOf(startUs) + DAY_US) % DAY_US);
    const day = WEEKDAYS[weekdayOf(dueUs)]!;
    if (schedule.days?.includes(day) === false) return [];
    return [{ isFull: [activeFull, syntheticFull].some((full) => full?.days.includes(day)) }];
  });
  return { startUs, running: runs.length, fulls: runs.filter(({ isFull }) => isFull).length };
}

function isBetter(next: NightChoice, best: NightChoice): boolean {
  return next.running === best.running ? next.fulls < best.fulls : next.running > best.running;
}

/** Of times of day in their order, around the clock. */
function firstAfterPause(times: readonly number[]): number | undefined {
  const pauses = times.map((time, at) => {
    const before = times[at - 1] ?? (times.at(-1) ?? 0) - DAY_US;
    return { time, length: time - before };
  });
  return pauses.reduce<{ time: number; length: number } | undefined>(
    (longest, next) => (longest === undefined || next.length > longest.length ? next : longest),
    undefined,
  )?.time;
}

function timeOf(text: string): number {
  const time = parseTimeOfDay(text);
  return time.ok ? time.value : 0;
}
