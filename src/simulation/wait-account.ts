import { WAIT_CAUSES } from '../trace/wait-cause.ts';
import type { WaitClock } from './wait-clock.ts';

/** Of all that have not been charged for anything: most tasks stand in the queue for long before they need an account. */
export const NOTHING_WAITED: readonly number[] = WAIT_CAUSES.map(() => 0);

interface Account {
  /** Microseconds by cause, in the order of WAIT_CAUSES. */
  waitedUs: readonly number[];
}

/** Charges a task with microseconds of one cause; below 0: takes them off. */
export function addWait(task: Account, cause: number, us: number): void {
  if (us === 0) return;
  if (task.waitedUs === NOTHING_WAITED) task.waitedUs = NOTHING_WAITED.slice();
  (task.waitedUs as number[])[cause]! += us;
}

/** The clock's charges up to now are not the task's (-1, it comes), or they are (1, it goes). */
export function settleWith(clock: WaitClock, task: Account, sign: 1 | -1, nowUs: number): void {
  charged.fill(0);
  clock.addCharged(charged, nowUs);
  for (let cause = 0; cause < charged.length; cause++) addWait(task, cause, sign * charged[cause]!);
}

const charged = WAIT_CAUSES.map(() => 0);
