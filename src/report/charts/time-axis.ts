import type { ScaleOptionsByType } from 'chart.js';
import type { TimeRange } from '../../metrics/time-range.ts';
import type { Palette } from '../theme.ts';
import { tickText } from './axes.ts';
import { clockTicks } from './clock-ticks.ts';

/** Most ticks that a picture has room for. */
export const MOST_TICKS = 13;

export interface TimeTick {
  readonly value: number;
  /** The time, and below it the day if it differs from that of the tick before. */
  readonly label: readonly string[];
}

export function timeTicks(range: TimeRange, clockStartUs: number): TimeTick[] {
  let before = '';
  return clockTicks(range, clockStartUs, MOST_TICKS).map(({ seconds, time, day }) => {
    const isNew = day !== before;
    before = day;
    if (time === null) return { value: seconds, label: [day] };
    return { value: seconds, label: isNew ? [time, day] : [time] };
  });
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
