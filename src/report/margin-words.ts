import type { Margin } from '../metrics/margin.ts';
import type { JobSummary } from '../metrics/summary.ts';
import { formatSeconds } from './metric-value.ts';

/** How a job stands to its limit: `7h 40m to spare`, `12m late`. */
export function marginWords(margin: Margin): string {
  switch (margin.kind) {
    case 'ended':
      return `${formatSeconds(Math.abs(margin.seconds))} ${margin.seconds < 0 ? 'late' : 'to spare'}`;
    case 'unfinished':
      return 'unfinished';
    case 'never-started':
      return 'never started';
    case 'no-window':
      return 'no limit';
  }
}

/** What to make of it; neutral where there is no limit to hold it against. */
export function marginTone(margin: Margin): 'good' | 'bad' | 'neutral' {
  if (margin.kind === 'unfinished') return 'bad';
  if (margin.kind !== 'ended') return 'neutral';
  return margin.seconds < 0 ? 'bad' : 'good';
}

/** The window that a job took; of one that never started there is none, and not one of 0 seconds. */
export function windowWords({ sessions, window }: JobSummary): string {
  return sessions.length === 0 ? '-' : formatSeconds(window);
}
