import { WAIT_CAUSES } from '../trace/wait-cause.ts';
import type { WaitClock } from './wait-clock.ts';

/** Of all that have not been charged for anything: most tasks stand in the queue for long before they need an account. */
export const NOTHING_WAITED: readonly number[] = WAIT_CAUSES.map(() => 0);

interface Account {
  /** Microseconds by cause, in the order of WAIT_CAUSES. */
  waitedUs: readonly number[];
}

/** Charges a task with microseconds of one cause. */
export function addWait(task: Account, cause: number, us: number): void {
  if (us === 0) return;
  if (task.waitedUs === NOTHING_WAITED) task.waitedUs = NOTHING_WAITED.slice();
  (task.waitedUs as number[])[cause]! += us;
}

/** Charges a task with all that a clock has charged since a reading of it. */
export function addWaitSince(task: Account, clock: WaitClock, since: readonly number[], nowUs: number): void {
  charged.fill(0);
  clock.addCharged(charged, nowUs);
  for (let cause = 0; cause < charged.length; cause++) addWait(task, cause, charged[cause]! - since[cause]!);
}

const charged = NOTHING_WAITED.slice();
