import { SECOND_US } from '../../units/civil-time.ts';
import type { TaskSpan } from '../logs/task-log.ts';
import type { Window } from '../summary/summary.ts';

/** The same window in seconds. */
export function windowOf({ start, end }: TaskSpan): Window {
  return { startSeconds: start / SECOND_US, endSeconds: end / SECOND_US, seconds: (end - start) / SECOND_US };
}

/** From the first start to the last end of several windows; null: there are none. */
export function unitedWindow(windows: readonly Window[]): Window | null {
  const [first] = windows;
  if (first === undefined) return null;
  const us = (seconds: number) => Math.round(seconds * SECOND_US);
  let start = us(first.startSeconds);
  let end = us(first.endSeconds);
  for (const window of windows) {
    start = Math.min(start, us(window.startSeconds));
    end = Math.max(end, us(window.endSeconds));
  }
  return windowOf({ start, end });
}
