import { DAY_US } from './civil-time.ts';

/** A part of every day. */
export interface DailyInterval {
  /** Microseconds from midnight, below one day. */
  readonly fromUs: number;
  /** Microseconds from midnight; before `fromUs` where the interval passes midnight. At most one day. */
  readonly toUs: number;
}

/** Whether a time of day, microseconds from midnight, is in it: its end is not. */
export function isInside({ fromUs, toUs }: DailyInterval, timeOfDayUs: number): boolean {
  return fromUs < toUs
    ? timeOfDayUs >= fromUs && timeOfDayUs < toUs
    : timeOfDayUs >= fromUs || timeOfDayUs < toUs;
}

/** How long it is, microseconds: up to a day. */
export function lengthOf({ fromUs, toUs }: DailyInterval): number {
  return (toUs - fromUs + DAY_US) % DAY_US || DAY_US;
}
