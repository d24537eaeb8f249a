import { HOUR_US, MINUTE_US, SECOND_US } from '../../units/civil-time.ts';

/** A time of whole seconds as a scenario says it, in the largest unit that loses nothing: `4h`, `25 min`, `14705s`. */
export function exactDuration(us: number): string {
  if (us % HOUR_US === 0) return `${us / HOUR_US}h`;
  return us % MINUTE_US === 0 ? `${us / MINUTE_US} min` : `${Math.round(us / SECOND_US)}s`;
}
