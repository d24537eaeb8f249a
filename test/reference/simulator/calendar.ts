import type { Job } from '../../../src/scenario/job.ts';
import type { Clock } from '../../../src/scenario/scenario.ts';
import { DAY_US, timeOfDayOf, weekdayOf } from '../../../src/units/civil-time.ts';
import { type DailyInterval, isInside } from '../../../src/units/daily-interval.ts';
import {
  isWithin,
  timeOfWeekOf,
  untilBegin,
  untilEnd,
  type WeeklyInterval,
} from '../../../src/units/weekly-interval.ts';
import { isDayOf } from './recurring-days.ts';

/** When the calendar starts a job, in order; those of chains come from the jobs before them. */
export function startsOf(job: Job, clock: Clock): number[] {
  const untilUs = clock.horizonUs ?? DAY_US;
  const starts = scheduled(job, clock, untilUs).map((at) => whenOpen(job, clock, at));
  const isByClock = job.schedule.kind === 'daily' || job.schedule.kind === 'every';
  return [...new Set(starts)].filter((at) => !isByClock || (at >= 0 && at < untilUs)).sort((a, b) => a - b);
}

/** A periodic start outside the parts of the week in which the job may run waits until the next one begins. */
function whenOpen({ schedule, window }: Job, { startUs }: Clock, at: number): number {
  if (schedule.kind !== 'every' || window === undefined || !('openings' in window)) return at;
  const time = timeOfWeekOf(startUs + at);
  if (window.openings.some((opening) => isWithin(opening, time))) return at;
  return at + Math.min(...window.openings.map((opening) => untilBegin(opening, time)));
}

/** The first part of the week that has not ended at this instant: when it opens, perhaps before, and closes. */
export function partFrom(openings: readonly WeeklyInterval[], { startUs }: Clock, at: number) {
  const parts = openings.map((opening) => {
    const closesUs = at + untilEnd(opening, timeOfWeekOf(startUs + at));
    return { opensUs: closesUs - (opening.toUs - opening.fromUs), closesUs };
  });
  return parts.sort((a, b) => a.closesUs - b.closesUs)[0]!;
}

function scheduled(job: Job, clock: Clock, untilUs: number): number[] {
  const { schedule } = job;
  switch (schedule.kind) {
    case 'manual':
      return [schedule.atUs];
    case 'at':
      return [...schedule.atUs];
    case 'after':
      return [];
    case 'daily': {
      // Also on the days of its fulls.
      return midnights(clock, untilUs)
        .filter(
          (midnight) =>
            schedule.days.includes(weekdayOf(clock.startUs + midnight)) ||
            isDayOf(job.activeFullDays, clock.startUs + midnight) ||
            isDayOf(job.syntheticFullDays, clock.startUs + midnight),
        )
        .map((midnight) => midnight + schedule.timeOfDayUs);
    }
    case 'every': {
      const { everyUs, offsetUs, within } = schedule;
      return midnights(clock, untilUs)
        .flatMap((midnight) => {
          const ofDay: number[] = [];
          for (let at = offsetUs % everyUs; at < DAY_US; at += everyUs) ofDay.push(midnight + at);
          return ofDay;
        })
        .filter((at) => within === undefined || mayStart(within, timeOfDayOf(clock.startUs + at)));
    }
  }
}

/** Also just when it ends. */
function mayStart(within: DailyInterval, timeOfDayUs: number): boolean {
  return isInside(within, timeOfDayUs) || timeOfDayUs === within.toUs;
}

/** From the day before the start, whose last run may wait for that, to the one before the end, as simulated time. */
function midnights({ startUs }: Clock, untilUs: number): number[] {
  const all: number[] = [];
  for (let midnight = -timeOfDayOf(startUs) - DAY_US; midnight < untilUs; midnight += DAY_US)
    all.push(midnight);
  return all;
}
