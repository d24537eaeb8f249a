import { WAIT_CAUSES } from '../../trace/wait-cause.ts';
import type { WaitClock } from './wait-clock.ts';

/** Microseconds by cause, in the order of WAIT_CAUSES. */
export type Waits = readonly number[];

/** Made of doubles: V8 would convert an array of small integers as soon as a large number is stored in it. */
export const NOTHING_WAITED: Waits = WAIT_CAUSES.map(() => 0.5).fill(0);

/** What a clock has charged since an earlier reading. */
export function chargedSince(clock: WaitClock, since: Waits, nowUs: number): Waits {
  const charged = NOTHING_WAITED.slice();
  clock.addCharged(charged, nowUs);
  if (since === NOTHING_WAITED) return charged;
  for (let cause = 0; cause < charged.length; cause++) charged[cause]! -= since[cause]!;
  return charged;
}

/** Wait times of tasks that have been charged and go on waiting. Most tasks never need one: they are charged once and start. */
export class WaitAccounts {
  /** By task. */
  readonly #accounts = new Map<number, number[]>();

  charge(task: number, cause: number, us: number): void {
    if (us === 0) return;
    let account = this.#accounts.get(task);
    if (account === undefined) {
      account = NOTHING_WAITED.slice();
      this.#accounts.set(task, account);
    }
    account[cause]! += us;
  }

  chargeAll(task: number, waits: Waits): void {
    for (let cause = 0; cause < waits.length; cause++) this.charge(task, cause, waits[cause]!);
  }

  /** Closes the account of a task that has stopped waiting: everything it was charged, and `last`. */
  close(task: number, last: Waits = NOTHING_WAITED): Waits {
    const account = this.#accounts.size > 0 ? this.#accounts.get(task) : undefined;
    if (account === undefined) return last;
    this.chargeAll(task, last);
    this.#accounts.delete(task);
    return account;
  }
}
