import type { WorkDone } from '../../metrics/limits/work-done.ts';
import { type Summary, WAIT_CAUSES, type WaitCause } from '../../metrics/summary/summary.ts';

export interface CauseOfWaiting {
  readonly cause: WaitCause;
  /** Task-seconds. */
  readonly seconds: number;
  /** Share of all waiting. */
  readonly share: number;
}

/** The causes that occur at all, the one with the most waiting first. */
export function waitsByCause(waits: Summary['waits']): CauseOfWaiting[] {
  const total = WAIT_CAUSES.reduce((sum, cause) => sum + waits[cause], 0);
  return WAIT_CAUSES.filter((cause) => waits[cause] > 0)
    .map((cause) => ({ cause, seconds: waits[cause], share: waits[cause] / total }))
    .sort((a, b) => b.seconds - a.seconds);
}

/** If tasks wait for less than this share of their time, the queue is not what holds the run back. */
const NOTABLE_WAITING = 0.2;

/** The share of their time that tasks waited, and what for most; undefined: the queue is not what holds the run back. */
export function notableQueue(
  waits: Summary['waits'],
  { heldSeconds }: WorkDone,
): { readonly shareOfTime: number; readonly most: CauseOfWaiting } | undefined {
  const causes = waitsByCause(waits);
  const [most] = causes;
  if (most === undefined) return undefined;
  const waited = causes.reduce((sum, { seconds }) => sum + seconds, 0);
  const shareOfTime = waited / (waited + heldSeconds);
  return shareOfTime >= NOTABLE_WAITING ? { shareOfTime, most } : undefined;
}

/** Task-hours as `12.49`; a small positive value is never shown as zero. */
export function taskHours(seconds: number): string {
  const hours = seconds / 3600;
  return hours > 0 && hours < 0.005 ? '<0.01' : hours.toFixed(2);
}
