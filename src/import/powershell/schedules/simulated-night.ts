import { smallest } from '../../../collections/extremes.ts';
import type { ProductJob } from '../jobs/jobs.ts';
import type { PlannedJob } from '../jobs/planned-jobs.ts';
import { startDays } from './job-schedule.ts';
import { ASSUMED_START, DAY_MINUTES, timeOfDayText } from './product-schedule.ts';

const NOON = 12 * 60;
/** So long before the first job the clock starts. */
const LEAD_MINUTES = 120;
/** The Monday of the week that is simulated. */
const MONDAY = { yearAndMonth: '2026-01', day: 5 };

/** The first weekday, 0 for Monday, on which a job that runs may start: an ordinary one, unless jobs are weekly only. */
export function nightWeekday(jobs: Iterable<ProductJob>): number {
  return smallest([...jobs].flatMap(({ schedule }) => startDays(schedule))) ?? 6;
}

/** Date and time at which the clock starts, as a scenario writes it: before the first job of the evening and night. */
export function clockStart(jobs: readonly PlannedJob[], weekday: number): string {
  const starts = jobs.flatMap(({ isEnabled, schedule }) => (isEnabled ? (schedule.firstMinute ?? []) : []));
  const sinceNoon = starts.map((minute) => (minute - NOON + DAY_MINUTES) % DAY_MINUTES);
  const first = (smallest(sinceNoon) ?? ASSUMED_START - NOON) + NOON;
  const minute = (first - LEAD_MINUTES + DAY_MINUTES) % DAY_MINUTES;
  const date = `${MONDAY.yearAndMonth}-${`${MONDAY.day + weekday}`.padStart(2, '0')}`;
  return `${date}T${timeOfDayText(minute - (minute % 60))}`;
}
