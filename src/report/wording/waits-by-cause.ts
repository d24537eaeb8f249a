import { type Summary, WAIT_CAUSES, type WaitCause } from '../../metrics/summary.ts';

export interface CauseOfWaiting {
  readonly cause: WaitCause;
  /** Of tasks. */
  readonly seconds: number;
  /** Of all waiting. */
  readonly share: number;
}

/** What tasks waited for at all, the most first. */
export function waitsByCause(waits: Summary['waits']): CauseOfWaiting[] {
  const total = WAIT_CAUSES.reduce((sum, cause) => sum + waits[cause], 0);
  return WAIT_CAUSES.filter((cause) => waits[cause] > 0)
    .map((cause) => ({ cause, seconds: waits[cause], share: waits[cause] / total }))
    .sort((a, b) => b.seconds - a.seconds);
}

/** Hours of tasks as `12.49`; what is not nothing does not look like it. */
export function taskHours(seconds: number): string {
  const hours = seconds / 3600;
  return hours > 0 && hours < 0.005 ? '<0.01' : hours.toFixed(2);
}
