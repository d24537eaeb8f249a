import type { TimeRange } from '../../metrics/time-range.ts';
import { DAY_US, SECOND_US, timeOfDayOf } from '../../units/civil-time.ts';
import { formatDateTime, formatTime, formatTimeOfDay } from '../../units/format-quantity.ts';

/** Distances between ticks that suit a clock, seconds. */
const TICK_SECONDS = [
  0.001, 0.01, 0.1, 1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  604_800, 2_419_200,
];
const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 604_800;
/** Days from 1970-01-01 to the first Monday. */
const FIRST_MONDAY = 4;

/** The distance between ticks on an axis of `length` seconds, of which at most `most` fit. */
export function tickSeconds(length: number, most: number): number {
  return TICK_SECONDS.find((seconds) => length / seconds <= most) ?? TICK_SECONDS.at(-1)!;
}

export interface ClockTick {
  /** Seconds from the start of the clock. */
  readonly seconds: number;
  /** `22:00`, as exact as the distance between ticks asks for. Null: ticks are whole days apart. */
  readonly time: string | null;
  /** `Mon`, and in a range of more than a week `Mon 01-05`. */
  readonly day: string;
}

/** At whole seconds, minutes, hours, days or weeks of the wall clock, `most` of them or one more. */
export function clockTicks({ from, to }: TimeRange, clockStartUs: number, most: number): ClockTick[] {
  const step = tickSeconds(to - from, most);
  const stepUs = Math.round(step * SECOND_US);
  // Weeks begin on Monday, and 1970-01-01 was a Thursday. All shorter steps divide these four days.
  const phaseUs = FIRST_MONDAY * DAY_US;
  const instant = (seconds: number) => clockStartUs + Math.round(seconds * SECOND_US);
  const ticks: ClockTick[] = [];
  const first = Math.ceil((instant(from) - phaseUs) / stepUs) * stepUs + phaseUs;
  for (let instantUs = first; instantUs <= instant(to); instantUs += stepUs) {
    ticks.push({
      seconds: (instantUs - clockStartUs) / SECOND_US,
      time: step >= DAY_SECONDS ? null : timeText(instantUs, step),
      day: dayText(instantUs, to - from),
    });
  }
  return ticks;
}

function timeText(instantUs: number, step: number): string {
  const time = formatTimeOfDay(timeOfDayOf(instantUs));
  if (step >= 60) return time.slice(0, 'hh:mm'.length);
  if (step >= 1) return time;
  const rest = instantUs % SECOND_US;
  return `${time}.${`${Math.round(rest / 1000)}`.padStart(3, '0')}`;
}

/** In a range of up to a week the weekday alone identifies the day. */
function dayText(instantUs: number, lengthSeconds: number): string {
  const weekday = formatTime(instantUs).slice(0, 'Mon'.length);
  if (lengthSeconds <= WEEK_SECONDS) return weekday;
  return `${weekday} ${formatDateTime(instantUs).slice('yyyy-'.length, 'yyyy-mm-dd'.length)}`;
}
