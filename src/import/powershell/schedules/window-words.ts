import { groupedBy } from '../../../collections/grouped-by.ts';
import { type AllowedHours, allowedHours, type HourGrid } from './hour-grid.ts';
import { timeOfDayText } from './product-schedule.ts';
import { weekdayWords } from './weekdays.ts';

/** A part of the week in the words of a scenario. */
export interface PartWords {
  readonly days?: readonly string[];
  readonly within: string;
}

/** These hours as a scenario has them for a job's window and a throttle rule; undefined: there are none, or none but these. */
export function windowWords(grid: HourGrid): string | readonly PartWords[] | undefined {
  const byHours = groupedBy(allowedHours(grid).flatMap(withinDays), ({ within }) => within);
  const parts = [...byHours].map(([within, pieces]): PartWords => {
    const days = [...new Set(pieces.map(({ day }) => day))].sort((a, b) => a - b);
    return { ...(days.length < 7 ? { days: weekdayWords(days) } : {}), within };
  });
  const [first, ...others] = parts;
  return others.length === 0 && first?.days === undefined ? first?.within : parts;
}

/** What an interval of the day can say as it is; what is longer in pieces at midnight, which touch. */
function withinDays({ from, to }: AllowedHours): { day: number; within: string }[] {
  const pieces: { day: number; within: string }[] = [];
  for (let at = from; at < to; ) {
    const end = to - at < 24 ? to : (Math.floor(at / 24) + 1) * 24;
    const until = end % 24 === 0 ? '24:00' : timeOfDayText((end % 24) * 60);
    const within = `${timeOfDayText((at % 24) * 60)}-${until}`;
    pieces.push({ day: Math.floor(at / 24) % 7, within });
    at = end;
  }
  return pieces;
}
