import { DAY_US, MINUTE_US, timeOfDayOf, WEEKDAYS, weekdayOf } from '../../../units/civil-time.ts';
import { formatDuration, formatTimeOfDay } from '../../../units/format-quantity.ts';

/** When a job seems to start, as a scenario says it. */
export type GuessedSchedule =
  | { readonly daily: string; readonly days?: readonly string[] }
  | { readonly every: string; readonly offset?: string; readonly within?: string };

/** Intervals that divide a day, minutes. */
const INTERVALS = [5, 10, 15, 20, 30, 60, 90, 120, 180, 240, 360, 480, 720];
/** A gap counts as an interval from 0.8 to 1.2 times as long. */
const NEAR = 0.2;
/** So many of the gaps have to. */
const MOST = 0.6;
/** Starts that the guess is made of: those of the last four weeks, but at least so many. */
const WEEKS = 4;
const LEAST_STARTS = 10;

/** The schedule that fits `starts`, in the order of time and at least one; a start by hand among them does no harm. */
export function guessSchedule(starts: readonly number[]): GuessedSchedule {
  const newest = starts.at(-1) ?? 0;
  const recent = starts.filter((start) => start > newest - WEEKS * 7 * DAY_US);
  const used = recent.length >= LEAST_STARTS ? recent : starts.slice(-LEAST_STARTS);
  const interval = intervalOf(used);
  return interval === undefined ? dailySchedule(used) : repeatedSchedule(used, interval);
}

/** In microseconds: the interval within a day that most gaps between starts are of. */
function intervalOf(starts: readonly number[]): number | undefined {
  const gaps = starts.slice(1).map((start, index) => start - starts[index]!);
  const fitting = (minutes: number) =>
    gaps.filter((gap) => Math.abs(gap / (minutes * MINUTE_US) - 1) <= NEAR).length;
  const best = INTERVALS.reduce((top, next) => (fitting(next) > fitting(top) ? next : top));
  return fitting(best) > 0 && fitting(best) >= MOST * gaps.length ? best * MINUTE_US : undefined;
}

function repeatedSchedule(starts: readonly number[], intervalUs: number): GuessedSchedule {
  const offsetUs = wholeMinutes(usualPlace(starts, intervalUs));
  return {
    every: formatDuration(intervalUs),
    ...(offsetUs === 0 ? {} : { offset: formatDuration(offsetUs) }),
    ...pauseOf(starts, intervalUs),
  };
}

/** Where no start falls into a part of the day that is longer than two intervals: the rest of the day. */
function pauseOf(starts: readonly number[], intervalUs: number): { readonly within?: string } {
  const times = starts.map(timeOfDayOf).sort((a, b) => a - b);
  const pauses = times.map((time, index) => {
    const next = times[index + 1] ?? (times[0] ?? 0) + DAY_US;
    return { from: time, length: next - time };
  });
  const longest = pauses.reduce((top, next) => (next.length > top.length ? next : top));
  if (longest.length <= 2.5 * intervalUs) return {};
  const first = Math.floor((longest.from + longest.length) / MINUTE_US) * MINUTE_US;
  const last = (Math.floor(longest.from / MINUTE_US) + 1) * MINUTE_US;
  return { within: `${minute(first % DAY_US)}-${minute(last % DAY_US)}` };
}

function dailySchedule(starts: readonly number[]): GuessedSchedule {
  const daily = minute(wholeMinutes(usualPlace(starts, DAY_US)));
  const newest = starts.at(-1) ?? 0;
  const oldest = starts[0] ?? newest;
  // A day of the week counts if it was used in half of the weeks that are seen.
  const weeks = Math.max(1, (newest - oldest) / (7 * DAY_US));
  const days = WEEKDAYS.filter(
    (_, day) => starts.filter((start) => weekdayOf(start) === day).length >= weeks / 2,
  );
  if (days.length === 7 || newest - oldest < 7 * DAY_US) return { daily };
  // Less than every other week: once a week is the least that a schedule can say.
  return { daily, days: days.length > 0 ? days : [WEEKDAYS[weekdayOf(newest)]!] };
}

/** The middle of the places of starts within a period, which is a circle: 23:59 and 0:01 are two minutes apart. */
function usualPlace(starts: readonly number[], periodUs: number): number {
  const places = starts.map((start) => start % periodUs);
  const anchor = places.at(-1) ?? 0;
  const turned = places.map((place) => {
    const from = place - anchor;
    return from > periodUs / 2 ? from - periodUs : from < -periodUs / 2 ? from + periodUs : from;
  });
  const sorted = turned.sort((a, b) => a - b);
  const middle = sorted[(sorted.length - 1) >> 1] ?? 0;
  return (anchor + middle + periodUs) % periodUs;
}

/** A job that was due at 22:00 starts some seconds later. */
function wholeMinutes(us: number): number {
  return Math.floor(us / MINUTE_US) * MINUTE_US;
}

function minute(us: number): string {
  return formatTimeOfDay(us).slice(0, 5);
}
