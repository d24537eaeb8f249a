import { MINUTE_US } from '../../../units/civil-time.ts';
import { clockAtEnd } from '../../tables/clock-text.ts';
import type { HourGrid } from './hour-grid.ts';

/** When a job starts, as the backup product knows it. Times are minutes from midnight, weekdays 0 (Monday) to 6. */
export type ProductStart =
  | { readonly kind: 'daily'; readonly minute: number; readonly days: readonly number[] }
  /** Once a month, on a weekday where the product says one. */
  | { readonly kind: 'monthly'; readonly minute: number; readonly weekday?: number }
  /** Every so many minutes from midnight, in the first hour that is allowed from then on, so many minutes into it. */
  | {
      readonly kind: 'periodic';
      readonly everyMinutes: number;
      readonly offsetMinutes: number;
      readonly grid?: HourGrid;
    }
  | { readonly kind: 'continuous' }
  | { readonly kind: 'after'; readonly job: string };

export interface ProductSchedule {
  /** false: it is disabled, or starts by hand only. Absent: the export does not tell. */
  readonly isEnabled?: boolean;
  /** Absent: the export does not tell. */
  readonly start?: ProductStart;
  /** When it would start next, and has started last, as the export writes times; absent or empty where it does not. */
  readonly nextStart?: string;
  readonly latestRun?: string;
  /** The time of day at which the schedule was switched on, which is all that some exports tell. */
  readonly switchedOnMinute?: number;
  /** Hours in which the job may run; absent: any. */
  readonly window?: HourGrid;
  /** Absent: the export does not tell. */
  readonly retries?: { readonly times: number; readonly waitMinutes?: number };
}

export const DAY_MINUTES = 24 * 60;
/** Minutes from midnight at which a job starts whose start is not known. */
export const ASSUMED_START = 22 * 60;
export const WORKING_DAYS = [0, 1, 2, 3, 4] as const;

/**
 * Minutes from midnight of the time of day that a text ends with: `4/20/2020 4:25:00 PM`,
 * `2024-01-15T22:00:00.0000000`, `22:00`.
 */
export function minuteOfDay(text: string): number | undefined {
  const us = clockAtEnd(text)?.us;
  return us === undefined ? undefined : Math.floor(us / MINUTE_US);
}

/** `22:00` of minutes from midnight. */
export function timeOfDayText(minute: number): string {
  const two = (value: number) => `${value}`.padStart(2, '0');
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}
