import { WEEKDAY_TELLS_US } from '../units/civil-time.ts';
import { formatDateTime, formatTime } from '../units/format-quantity.ts';
import type { Chronicle } from './state/chronicle.ts';

/** Formats microseconds from the start of the run as local time. */
export type Clock = (us: number) => string;

export function clockOf({ model, endUs }: Chronicle): Clock {
  const { startUs } = model.scenario.clock;
  return (us) =>
    endUs < WEEKDAY_TELLS_US ? formatTime(startUs + us) : formatDateTime(startUs + us).replace('T', ' ');
}
