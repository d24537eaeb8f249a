import { type Summary, WAIT_CAUSES, type WaitCause } from '../../metrics/summary.ts';

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

/** Task-hours as `12.49`; a small positive value is never shown as zero. */
export function taskHours(seconds: number): string {
  const hours = seconds / 3600;
  return hours > 0 && hours < 0.005 ? '<0.01' : hours.toFixed(2);
}
