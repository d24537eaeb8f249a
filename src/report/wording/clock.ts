import { SECOND_US, WEEKDAY_TELLS_US } from '../../units/civil-time.ts';
import { formatDate, formatTime } from '../../units/format-quantity.ts';

/** Converts seconds of the run into wall-clock time. */
export type Clock = (seconds: number) => string;

const HALF_US = { minute: 30 * SECOND_US, second: SECOND_US / 2 } as const;

/**
 * `Tue 03:12`, rounded to the minute, or to the second as `Tue 03:12:40`; `Tue 2026-01-06 03:12` once the run has
 * lasted for most of a week.
 */
export function wallClock(startUs: number, to: 'minute' | 'second' = 'minute'): Clock {
  return (seconds) => {
    const instant = startUs + Math.round(seconds * SECOND_US) + HALF_US[to];
    const exact = formatTime(instant);
    const time = to === 'second' ? exact : exact.slice(0, -':00'.length);
    if (seconds * SECOND_US < WEEKDAY_TELLS_US) return time;
    const [day, timeOfDay] = time.split(' ');
    return `${day} ${formatDate(instant)} ${timeOfDay}`;
  };
}
