import { expect, test } from 'vitest';
import { simulate } from '../../../src/index.ts';
import { failuresOf, undoneIn } from '../../../src/metrics/troubles/failures.ts';
import { night, vm } from '../../helpers/night.ts';
import { shippedScenario } from '../../helpers/parting.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** Nights from Monday, 20:00, at 22:00; on Tuesday the repository is down until the window has closed. */
const nights = (horizon: string) =>
  runText(
    night({
      clock: `{ start: 2026-01-05T20:00, horizon: ${horizon} }`,
      vms: `[${vm('a', [10, 20])}, ${vm('b', [10])}]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, schedule: { daily: "22:00" }, window: { length: 1h, onClose: stop } }]',
      faults: '[{ at: 2026-01-06T21:30, for: 2h, kind: repository-down, target: repo }]',
    }),
  );

test('disks that failed in the last session of their job, and those for which a later session made up', () => {
  expect(failuresOf(nights('1d'))).toEqual({ last: 0, earlier: 0 });
  // Tuesday is the last night, and then it is not.
  expect(failuresOf(nights('2d'))).toEqual({ last: 3, earlier: 0 });
  expect(failuresOf(nights('4d'))).toEqual({ last: 0, earlier: 3 });
  expect(undoneIn(nights('4d'))).toBe(3);
});

test('of several attempts in a session the last counts, so a retry makes up for a failure', () => {
  // Of four attempts at `bad` none succeeds, nor does the only one at `hand`; the retry of `late` does.
  const ran = simulate(shippedScenario('study/retries'));
  if (!ran.ok) throw new Error('it does not run');
  expect(ran.result.summary.totals.failed).toBe(6);
  expect(failuresOf(ran.result)).toEqual({ last: 2, earlier: 0 });
});
