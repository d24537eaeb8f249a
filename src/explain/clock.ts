import { DAY_US } from '../units/civil-time.ts';
import { formatDateTime, formatTime } from '../units/format-quantity.ts';
import type { Chronicle } from './state/chronicle.ts';

/** Formats microseconds from the start of the run as local time. */
export type Clock = (us: number) => string;

/** In longer runs, the day of the week does not identify the day. */
const SIX_DAYS_US = 6 * DAY_US;

export function clockOf({ model, endUs }: Chronicle): Clock {
  const { startUs } = model.scenario.clock;
  return (us) =>
    endUs < SIX_DAYS_US ? formatTime(startUs + us) : formatDateTime(startUs + us).replace('T', ' ');
}
