import { DAY_US } from '../units/civil-time.ts';
import { formatDateTime, formatTime } from '../units/format-quantity.ts';
import type { Chronicle } from './state/chronicle.ts';

/** Microseconds of the run as the clock on the wall. */
export type Clock = (us: number) => string;

/** Longer than this, and a day of the week no longer says which day. */
const SIX_DAYS_US = 6 * DAY_US;

export function clockOf({ model, endUs }: Chronicle): Clock {
  const { startUs } = model.scenario.clock;
  return (us) =>
    endUs < SIX_DAYS_US ? formatTime(startUs + us) : formatDateTime(startUs + us).replace('T', ' ');
}
