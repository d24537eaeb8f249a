import type { ScaleOptionsByType } from 'chart.js';
import { DAY_US, SECOND_US, timeOfDayOf } from '../../units/civil-time.ts';
import { formatDateTime, formatTime, formatTimeOfDay } from '../../units/format-quantity.ts';
import type { Palette } from '../theme.ts';
import { tickText } from './axes.ts';

/** Distances between ticks that suit a clock, seconds. */
const TICK_SECONDS = [
  0.001, 0.01, 0.1, 1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  604_800, 2_592_000,
];
const MOST_TICKS = 13;
const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 604_800;
/** Days from 1970-01-01 to the first Monday. */
const FIRST_MONDAY = 4;

/** The distance between ticks on an axis of `length` seconds, of which at most `most` fit. */
export function timeTickSeconds(length: number, most = MOST_TICKS): number {
  return TICK_SECONDS.find((seconds) => length / seconds <= most) ?? TICK_SECONDS.at(-1)!;
}

export interface TimeRange {
  /** Seconds from the start of the clock. */
  readonly from: number;
  readonly to: number;
}

export interface TimeTick {
  readonly value: number;
  /** The time, and below it the day if it differs from that of the tick before. */
  readonly label: readonly string[];
}

/** Ticks at whole minutes, hours or days of the wall clock. */
export function timeTicks({ from, to }: TimeRange, clockStartUs: number): TimeTick[] {
  const step = timeTickSeconds(to - from);
  const stepUs = Math.round(step * SECOND_US);
  // Weeks begin on Monday, and 1970-01-01 was a Thursday.
  const phaseUs = step >= WEEK_SECONDS ? FIRST_MONDAY * DAY_US : 0;
  const instant = (seconds: number) => clockStartUs + Math.round(seconds * SECOND_US);
  const ticks: TimeTick[] = [];
  let day = '';
  const first = Math.ceil((instant(from) - phaseUs) / stepUs) * stepUs + phaseUs;
  for (let instantUs = first; instantUs <= instant(to); instantUs += stepUs) {
    const value = (instantUs - clockStartUs) / SECOND_US;
    const today = dayText(instantUs, to - from);
    const time = timeText(instantUs, step);
    if (step >= DAY_SECONDS) ticks.push({ value, label: [today] });
    else ticks.push({ value, label: today === day ? [time] : [time, today] });
    day = today;
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

/** In runs of up to a week the weekday alone identifies the day. */
function dayText(instantUs: number, lengthSeconds: number): string {
  const weekday = formatTime(instantUs).slice(0, 'Mon'.length);
  if (lengthSeconds <= WEEK_SECONDS) return weekday;
  return `${weekday} ${formatDateTime(instantUs - (instantUs % DAY_US)).slice('yyyy-'.length, 'yyyy-mm-dd'.length)}`;
}

/** A linear axis over simulated seconds, labelled with wall-clock time. */
export function timeAxis(
  palette: Palette,
  range: TimeRange,
  clockStartUs: number,
): Partial<ScaleOptionsByType<'linear'>> {
  const ticks = timeTicks(range, clockStartUs);
  const labels = new Map(ticks.map(({ value, label }) => [value, [...label]]));
  return {
    type: 'linear',
    min: range.from,
    max: range.to,
    grid: { color: palette.line, tickColor: palette.line },
    border: { color: palette.quiet },
    afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
      axis.ticks = ticks.map(({ value }) => ({ value }));
    },
    ticks: {
      ...tickText(palette),
      maxRotation: 0,
      autoSkip: false,
      callback: (value: number | string) => labels.get(Number(value)) ?? '',
    },
  } as unknown as Partial<ScaleOptionsByType<'linear'>>;
}
