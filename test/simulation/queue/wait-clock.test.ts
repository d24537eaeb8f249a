import { expect, test } from 'vitest';
import { chargedSince, WaitAccounts, type Waits } from '../../../src/simulation/queue/wait-account.ts';
import { WaitClock } from '../../../src/simulation/queue/wait-clock.ts';
import { WAIT_CAUSES, waitCauseNumber } from '../../../src/trace/wait-cause.ts';

const SLOT = waitCauseNumber('proxy-slot');
const REPOSITORY = waitCauseNumber('repository-slot');
const SNAPSHOTS = waitCauseNumber('datastore-snapshots');

/** What was charged, causes without a charge left out. */
function charged(clock: WaitClock, nowUs: number): Record<string, number> {
  const sum = WAIT_CAUSES.map(() => 0);
  clock.addCharged(sum, nowUs);
  return Object.fromEntries(WAIT_CAUSES.flatMap((cause, c) => (sum[c] === 0 ? [] : [[cause, sum[c]!]])));
}

test('time goes to the cause that was named last; before any, to the tick', () => {
  const clock = new WaitClock(undefined, 10);
  clock.charge(SLOT, 15);
  clock.charge(REPOSITORY, 22);
  expect(charged(clock, 30)).toEqual({ 'scheduler-tick': 5, 'proxy-slot': 7, 'repository-slot': 8 });
});

test('a clock stands still while the one above charges, and runs while it delegates', () => {
  const above = new WaitClock(undefined, 0);
  above.charge(SLOT, 0);
  const below = new WaitClock(above, 0);
  below.charge(SNAPSHOTS, 0);
  above.delegate(10);
  above.charge(REPOSITORY, 25);
  // 0 to 10 for a proxy slot, 10 to 25 its own, 25 to 30 for the repository.
  expect(charged(below, 30)).toEqual({ 'proxy-slot': 10, 'datastore-snapshots': 15, 'repository-slot': 5 });
});

test('a clock that follows another is charged as that one is, from then on and until it gets a cause of its own', () => {
  const above = new WaitClock(undefined, 0);
  above.delegate(0);
  const leader = new WaitClock(above, 0);
  leader.charge(SNAPSHOTS, 0);
  const follower = new WaitClock(above, 0);
  follower.charge(REPOSITORY, 0);
  follower.follow(leader, 4);
  leader.charge(SLOT, 10);
  above.charge(REPOSITORY, 12);
  above.delegate(20);
  follower.charge(SNAPSHOTS, 23);
  // Own 0-4 repository; as the leader 4-10 snapshots, 10-12 and 20-23 slot; above 12-20 repository; own 23-30 snapshots.
  expect(charged(follower, 30)).toEqual({
    'repository-slot': 4 + 8,
    'datastore-snapshots': 6 + 7,
    'proxy-slot': 2 + 3,
  });
});

test('a task that comes and goes is charged for the time between, and no other task with it', () => {
  const clock = new WaitClock(undefined, 0);
  clock.charge(SLOT, 0);
  const accounts = new WaitAccounts();
  const [one, other] = [1, 2];
  accounts.chargeAll(one, chargedSince(clock, clock.reading(7), 12));
  const waits = accounts.close(one);
  expect(waits[SLOT]).toBe(5);
  expect(total(waits)).toBe(5);
  expect(total(accounts.close(other))).toBe(0);
});

test('a task that comes again is charged for both times, and its account is closed once', () => {
  const clock = new WaitClock(undefined, 0);
  clock.charge(SLOT, 0);
  const accounts = new WaitAccounts();
  accounts.charge(1, SNAPSHOTS, 3);
  accounts.chargeAll(1, chargedSince(clock, clock.reading(0), 4));
  const since = clock.reading(8);
  clock.charge(REPOSITORY, 10);
  const waits = accounts.close(1, chargedSince(clock, since, 20));
  expect([waits[SNAPSHOTS], waits[SLOT], waits[REPOSITORY]]).toEqual([3, 4 + 2, 10]);
  expect(total(waits)).toBe(3 + 6 + 10);
  expect(total(accounts.close(1))).toBe(0);
});

function total(waits: Waits): number {
  return waits.reduce((sum, us) => sum + us, 0);
}
