import { DAY_US } from './civil-time.ts';

/** A part of every day. */
export interface DailyInterval {
  /** Microseconds from midnight, below one day. */
  readonly fromUs: number;
  /** Microseconds from midnight, at most one day. Before `fromUs` if the interval passes midnight. */
  readonly toUs: number;
}

/** Whether a time of day (microseconds from midnight) is in the interval. Its end is excluded. */
export function isInside({ fromUs, toUs }: DailyInterval, timeOfDayUs: number): boolean {
  return fromUs < toUs
    ? timeOfDayUs >= fromUs && timeOfDayUs < toUs
    : timeOfDayUs >= fromUs || timeOfDayUs < toUs;
}

/** Length in microseconds, at most one day. */
export function lengthOf({ fromUs, toUs }: DailyInterval): number {
  return (toUs - fromUs + DAY_US) % DAY_US || DAY_US;
}
