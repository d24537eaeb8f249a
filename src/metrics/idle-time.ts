import type { Window } from './summary.ts';

/** Seconds of a span in which none of the windows is open, such as the time between the last job of an evening and a copy in the morning. */
export function idleSeconds(
  span: Pick<Window, 'startSeconds' | 'endSeconds'>,
  windows: readonly Pick<Window, 'startSeconds' | 'endSeconds'>[],
): number {
  let idle = 0;
  let busyUntil = span.startSeconds;
  for (const { startSeconds, endSeconds } of [...windows].sort((a, b) => a.startSeconds - b.startSeconds)) {
    const start = Math.min(startSeconds, span.endSeconds);
    idle += Math.max(0, start - busyUntil);
    busyUntil = Math.max(busyUntil, Math.min(endSeconds, span.endSeconds));
  }
  return idle + (span.endSeconds - busyUntil);
}
