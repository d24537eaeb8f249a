import { expect, test } from 'vitest';
import { simulate } from '../../../src/index.ts';
import { shippedScenario } from '../../helpers/parting.ts';

test('a session counts VMs whose last attempt failed, but not those that a retry saved', () => {
  // broken: `bad` fails in all four attempts. outage: the retry of `late` succeeds. by-hand: `hand` fails in its only attempt.
  const ran = simulate(shippedScenario('study/retries'));
  if (!ran.ok) throw new Error('it does not run');
  expect(ran.result.sessions.map(({ job, failedVms }) => [job, failedVms])).toEqual([
    ['broken', 1],
    ['outage', 0],
    ['by-hand', 1],
  ]);
});
