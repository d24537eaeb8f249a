import { WEEKDAYS } from '../units/civil-time.ts';

/** A scheduled full that is made on another weekday; 0 is Monday. */
export interface MovedFull {
  readonly job: string;
  readonly from: number;
  readonly to: number;
}

export const MOVED_FULLS = 'jobs.fullDays';
export const SPLIT_JOB = 'jobs.split';

/** `DoubledChange.what` of fulls on other days: `jobs.web sat-sun, app sat-mon.fullDays`. */
export function nameOfMoves(moves: readonly MovedFull[]): string {
  return `jobs.${moves.map(({ job, from, to }) => `${job} ${daysText([from, to])}`).join(', ')}.fullDays`;
}

/** `DoubledChange.what` of a job that is split into one with a full on each of these weekdays: `jobs.files sat-sun.split`. */
export function nameOfSplit(job: string, days: readonly number[]): string {
  return `jobs.${job} ${daysText(days)}.split`;
}

/** Between two entries of such a list. Names of jobs may have commas, too. */
const AFTER_DAYS = new RegExp(`(?<= (?:${WEEKDAYS.join('|')})(?:-(?:${WEEKDAYS.join('|')}))+), `);

/** What the middle of such a name says: of each job the weekdays that it names. */
export function jobsAndDays(owner: string): { readonly job: string; readonly days: readonly string[] }[] {
  return owner.split(AFTER_DAYS).map((entry) => {
    const space = entry.lastIndexOf(' ');
    return { job: entry.slice(0, space), days: entry.slice(space + 1).split('-') };
  });
}

const daysText = (days: readonly number[]) => days.map((day) => WEEKDAYS[day]).join('-');
