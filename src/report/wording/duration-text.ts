import { MINUTE_US } from '../../units/civil-time.ts';
import { formatDuration } from '../../units/format-quantity.ts';

/** Microseconds, with at most three digits below a minute: beside `2m 36s`, the milliseconds of `42.498s` would be noise. */
export function durationText(us: number): string {
  return formatDuration(Math.abs(us) < MINUTE_US ? Number(us.toPrecision(3)) : us);
}
