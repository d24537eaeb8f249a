import { median } from '../metrics/quantile.ts';
import { theilSen } from './theil-sen.ts';

/** What one task, or tasks on average, read in which time. */
export interface TaskPoint {
  readonly bytes: number;
  readonly seconds: number;
}

/** The duration of a task: a fixed number of seconds, plus the bytes read divided by a rate. */
export interface TaskLine {
  readonly fixedSeconds: number;
  readonly bytesPerSecond: number;
}

/**
 * few: fewer than LEAST_POINTS. unrelated: that tasks which read more take longer may be chance, or is not the case
 * at all.
 */
export type Untold = 'few' | 'unrelated';

/** Our choices. */
export const LEAST_POINTS = 5;
const LEAST_RISE = 2;
/** Limits of plausible rates, bytes per second, whatever durations a report states. */
const LEAST_RATE = 1e3;
const MOST_RATE = 1e12;

/**
 * The rate that groups of tasks have in common, bytes per second, with a fixed time for each group; or why the data
 * do not determine it. It is at least the usual rate of every group without a fixed time, because no fixed time is
 * negative.
 */
export function commonRate(groups: readonly (readonly TaskPoint[])[]): number | Untold {
  if (groups.reduce((sum, points) => sum + points.length, 0) < LEAST_POINTS) return 'few';
  const line = theilSen(groups.map((points) => points.map(({ bytes: x, seconds: y }) => ({ x, y }))));
  if (line === undefined || line.rises < LEAST_RISE || line.slope <= 0) return 'unrelated';
  return Math.max(plausible(1 / line.slope), ...groups.map((points) => rateBeside(points, 0)));
}

/** The line of tasks, or why the data do not determine it. */
export function taskLine(points: readonly TaskPoint[]): TaskLine | Untold {
  const rate = commonRate([points]);
  if (typeof rate === 'string') return rate;
  return { fixedSeconds: fixedBeside(points, rate), bytesPerSecond: rate };
}

/** The usual rate of tasks whose fixed time is known, bytes per second. */
export function rateBeside(points: readonly TaskPoint[], fixedSeconds: number): number {
  const rates = points.map(({ bytes, seconds }) =>
    bytes > 0 ? plausible(bytes / Math.max(0, seconds - fixedSeconds)) : LEAST_RATE,
  );
  return plausible(median(rates));
}

function plausible(bytesPerSecond: number): number {
  return Math.min(MOST_RATE, Math.max(LEAST_RATE, bytesPerSecond));
}

/** The usual fixed time of tasks whose rate is known, seconds. */
export function fixedBeside(points: readonly TaskPoint[], bytesPerSecond: number): number {
  return Math.max(0, median(points.map(({ bytes, seconds }) => seconds - bytes / bytesPerSecond)));
}

/** The bytes that a task of this duration has read, according to the line. */
export function bytesWithin({ fixedSeconds, bytesPerSecond }: TaskLine, seconds: number): number {
  return Math.max(0, seconds - fixedSeconds) * bytesPerSecond;
}

/** The duration of a task that reads this many bytes, according to the line, in seconds. */
export function secondsFor({ fixedSeconds, bytesPerSecond }: TaskLine, bytes: number): number {
  return fixedSeconds + bytes / bytesPerSecond;
}
