import { median } from '../metrics/quantile.ts';
import { theilSen } from './theil-sen.ts';

/** What one task, or tasks on average, have read in which time. */
export interface TaskPoint {
  readonly bytes: number;
  readonly seconds: number;
}

/** How long a task takes: so many seconds whatever it reads, and so many bytes a second. */
export interface TaskLine {
  readonly fixedSeconds: number;
  readonly bytesPerSecond: number;
}

/** few: less than LEAST_POINTS. unrelated: that who reads more takes longer may be chance, or is not so at all. */
export type Untold = 'few' | 'unrelated';

/** Our choices. */
export const LEAST_POINTS = 5;
const LEAST_RISE = 2;
/** Bytes per second that no task falls below or goes beyond, whatever a report says of its time. */
const LEAST_RATE = 1e3;
const MOST_RATE = 1e12;

/**
 * The rate that groups of tasks have in common, bytes per second, whatever the fixed part of each group is; or why they do not tell
 * one. It is at least what the usual task of every group reads in all of its time: no fixed part is less than nothing.
 */
export function commonRate(groups: readonly (readonly TaskPoint[])[]): number | Untold {
  if (groups.reduce((sum, points) => sum + points.length, 0) < LEAST_POINTS) return 'few';
  const line = theilSen(groups.map((points) => points.map(({ bytes: x, seconds: y }) => ({ x, y }))));
  if (line === undefined || line.rises < LEAST_RISE || line.slope <= 0) return 'unrelated';
  return Math.max(plausible(1 / line.slope), ...groups.map((points) => rateBeside(points, 0)));
}

/** The line of tasks, or why they do not tell one. */
export function taskLine(points: readonly TaskPoint[]): TaskLine | Untold {
  const rate = commonRate([points]);
  if (typeof rate === 'string') return rate;
  return { fixedSeconds: fixedBeside(points, rate), bytesPerSecond: rate };
}

/** The usual rate of tasks whose fixed part is known, bytes per second. */
export function rateBeside(points: readonly TaskPoint[], fixedSeconds: number): number {
  const rates = points.map(({ bytes, seconds }) =>
    bytes > 0 ? plausible(bytes / Math.max(0, seconds - fixedSeconds)) : LEAST_RATE,
  );
  return plausible(median(rates));
}

function plausible(bytesPerSecond: number): number {
  return Math.min(MOST_RATE, Math.max(LEAST_RATE, bytesPerSecond));
}

/** The usual fixed part of tasks whose rate is known, seconds. */
export function fixedBeside(points: readonly TaskPoint[], bytesPerSecond: number): number {
  return Math.max(0, median(points.map(({ bytes, seconds }) => seconds - bytes / bytesPerSecond)));
}

/** By a line, what a task of so many seconds has read, bytes. */
export function bytesWithin({ fixedSeconds, bytesPerSecond }: TaskLine, seconds: number): number {
  return Math.max(0, seconds - fixedSeconds) * bytesPerSecond;
}

/** By a line, how long a task of so many bytes takes, seconds. */
export function secondsFor({ fixedSeconds, bytesPerSecond }: TaskLine, bytes: number): number {
  return fixedSeconds + bytes / bytesPerSecond;
}
