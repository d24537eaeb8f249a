import { median, quantile } from '../metrics/quantile.ts';
import { theilSen } from './theil-sen.ts';

/** What one task, or tasks on average, have read in which time. */
export interface TaskPoint {
  readonly bytes: number;
  readonly seconds: number;
}

/** How long a task takes: so many seconds whatever it reads, and so many bytes a second (Infinity: reading takes no time). */
export interface TaskLine {
  readonly fixedSeconds: number;
  readonly bytesPerSecond: number;
}

/**
 * few: less than LEAST_POINTS. alike: all have read about as much, so that nothing tells the fixed part from the rest.
 * falling: who reads more takes no longer, so that the time hangs on something else.
 */
export type Untold = 'few' | 'alike' | 'falling';

/** Our choices: five points, of which the ninth in ten has read 1.3 times as much as the first in ten. */
const LEAST_POINTS = 5;
const LEAST_SPREAD = 1.3;

/** The line through tasks, or why they do not tell one. Through 0 where the fixed part would be less than nothing. */
export function taskLine(points: readonly TaskPoint[]): TaskLine | Untold {
  if (points.length < LEAST_POINTS) return 'few';
  const bytes = points.map((point) => point.bytes);
  if (quantile(bytes, 0.9) < LEAST_SPREAD * quantile(bytes, 0.1)) return 'alike';
  const line = theilSen(points.map(({ bytes: x, seconds: y }) => ({ x, y })));
  if (line === undefined) return 'alike';
  if (line.slope <= 0) return 'falling';
  if (line.intercept >= 0) return { fixedSeconds: line.intercept, bytesPerSecond: 1 / line.slope };
  return { fixedSeconds: 0, bytesPerSecond: rateBeside(points, 0) };
}

/** The usual rate of tasks whose fixed part is known, bytes per second; Infinity where that is all of their time. */
export function rateBeside(points: readonly TaskPoint[], fixedSeconds: number): number {
  const secondsPerByte = points
    .filter(({ bytes }) => bytes > 0)
    .map(({ bytes, seconds }) => Math.max(0, seconds - fixedSeconds) / bytes);
  return 1 / median(secondsPerByte);
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
