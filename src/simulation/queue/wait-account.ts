import { WAIT_CAUSES } from '../../trace/wait-cause.ts';
import type { WaitClock } from './wait-clock.ts';

/** Microseconds by cause, in the order of WAIT_CAUSES. */
export type Waits = readonly number[];

/** Written as doubles once: a list of small whole numbers would be made over as soon as it gets a large one. */
export const NOTHING_WAITED: Waits = WAIT_CAUSES.map(() => 0.5).fill(0);

/** What a clock has charged since a reading of it. */
export function chargedSince(clock: WaitClock, since: Waits, nowUs: number): Waits {
  const charged = NOTHING_WAITED.slice();
  clock.addCharged(charged, nowUs);
  if (since === NOTHING_WAITED) return charged;
  for (let cause = 0; cause < charged.length; cause++) charged[cause]! -= since[cause]!;
  return charged;
}

/** What tasks have been charged that go on waiting: most go as soon as they have been charged for the first time. */
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

  /** All that a task was charged that waits no more; `last` comes on top of its account. */
  close(task: number, last: Waits = NOTHING_WAITED): Waits {
    const account = this.#accounts.size > 0 ? this.#accounts.get(task) : undefined;
    if (account === undefined) return last;
    this.chargeAll(task, last);
    this.#accounts.delete(task);
    return account;
  }
}
