import type { Window } from '../summary/summary.ts';

type Span = Pick<Window, 'startSeconds' | 'endSeconds'>;

/** Seconds of a span in which at least one of the windows is open. They must be in the order of their starts. */
export function busySeconds({ startSeconds: from, endSeconds: to }: Span, windows: Iterable<Span>): number {
  let busy = 0;
  let busyUntil = from;
  for (const { startSeconds, endSeconds } of windows) {
    const end = Math.min(endSeconds, to);
    busy += Math.max(0, end - Math.max(startSeconds, busyUntil));
    busyUntil = Math.max(busyUntil, end);
  }
  return busy;
}

/**
 * Seconds of a span in which none of the windows is open, such as the time between the last job of an evening and a
 * copy in the morning.
 */
export function idleSeconds(span: Span, windows: readonly Span[]): number {
  const inOrder = [...windows].sort((a, b) => a.startSeconds - b.startSeconds);
  return span.endSeconds - span.startSeconds - busySeconds(span, inOrder);
}
