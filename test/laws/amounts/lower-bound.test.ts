import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundOfTrace } from '../../helpers/bound-of-trace.ts';
import type { ScenarioData } from '../../helpers/random-scenario.ts';
import { withExtentsRead, withGatewaysCrossed } from '../../reference/nights/copies-nights.ts';
import { withKinds } from '../../reference/nights/kinds-nights.ts';
import { storageSnapshotNight } from '../../reference/nights/storage-snapshots-nights.ts';
import { holdsFor, holdsInDomain } from '../law.ts';
import { type Night, nightOf, runNight } from '../night.ts';

const windowHoldsBound = (data: ScenarioData): void => windowOfNightHoldsBound(runNight(data));

function windowOfNightHoldsBound({ scenario, trace, run: { summary } }: Night): void {
  const { bound, rounding } = boundOfTrace(scenario, trace);
  if (bound === undefined || bound.seconds === 0) return;
  expect(summary.window, bound.by).not.toBeNull();
  expect(summary.window!.seconds * (1 + 1e-9) + rounding, bound.by).toBeGreaterThanOrEqual(bound.seconds);
}

test('the window is never shorter than its lower bound', () => {
  holdsFor({ runs: 240 }, (data) => windowOfNightHoldsBound(nightOf(data)));
});

test('nor with every kind of work, faults and retries', () => {
  holdsInDomain({ runs: 200 }, (data) => windowOfNightHoldsBound(nightOf(data)));
});

test('nor where VMs are read from snapshots of arrays, group after group, or cannot be', () => {
  fc.assert(fc.property(storageSnapshotNight, windowHoldsBound), { seed: 20_260_105, numRuns: 160 });
});

test.each([
  ['scale-out repositories are copied and restored, night after night', withExtentsRead],
  ['gateways are crossed by copies', withGatewaysCrossed],
  [
    'most of the work is copies, migrations, restores and replicas',
    withKinds(['vm-copy', 'quick-migration', 'restore', 'replication', 'backup-copy']),
  ],
])('nor where %s', (_, given) => {
  holdsFor({ runs: 80, given }, windowHoldsBound);
});

test('nor where a run is cut while VMs are attached', () => {
  const HORIZONS = ['90s', '150s', '4 min', '11 min'];
  const cut = (data: ScenarioData): ScenarioData => ({
    ...data,
    clock: { ...data.clock, horizon: HORIZONS[data.seed % HORIZONS.length] },
  });
  holdsFor({ runs: 160, given: cut }, windowHoldsBound);
  holdsInDomain({ runs: 80, given: cut }, windowHoldsBound);
});

/** Overheads rule here: all limits on how much may go on at once are in reach of a few disks. */
test('nor where the disks are tiny', () => {
  const tiny = (data: ScenarioData): ScenarioData => ({
    ...data,
    overheads: 'default',
    vms: data.vms.map((vm) => ({
      ...vm,
      disks: (vm['disks'] as object[]).map((disk) => ({ ...disk, size: '100 MB' })),
    })),
  });
  holdsFor({ runs: 160, given: tiny }, windowHoldsBound);
  holdsInDomain({ runs: 160, given: tiny }, windowHoldsBound);
});

/** The same work, in other orders and at other places: as good as any schedule that could be tried. */
const OTHER_POLICIES: readonly (readonly [order: string, select: string])[] = [
  ['largest-first', 'least-loaded'],
  ['smallest-first', 'load-first'],
  ['longest-job-first', 'round-robin'],
  ['fifo', 'two-choices'],
  ['random', 'random'],
];

const startsOf = (sessions: readonly { job: string; startSeconds: number }[]) =>
  sessions.map(({ job, startSeconds }) => `${job} ${startSeconds}`).join();

test('nor is the window of any other policy that does the same work', () => {
  let compared = 0;
  const withoutFaults = (data: ScenarioData): ScenarioData => ({ ...data, faults: [] });
  holdsInDomain({ runs: 80, given: withoutFaults }, (data) => {
    const {
      scenario,
      trace,
      run: { summary, sessions },
    } = runNight(data);
    const { bound, rounding } = boundOfTrace(scenario, trace);
    if (bound === undefined) return;
    for (const [order, select] of OTHER_POLICIES) {
      const otherwise = runNight({ ...data, policy: { ...data.policy, order, select } });
      const { summary: other, sessions: otherSessions } = otherwise.run;
      // A session that is due while the last one still runs is left out: another schedule may have other ones.
      if (startsOf(otherSessions) !== startsOf(sessions)) continue;
      const isSameWork = (
        ['succeeded', 'failed', 'unfinished', 'readBytes', 'transferredBytes'] as const
      ).every((figure) => other.totals[figure] === summary.totals[figure]);
      if (!isSameWork || other.window === null) continue;
      compared += 1;
      const reached = other.window.seconds * (1 + 1e-9) + rounding;
      expect(reached, `${order} ${select} ${bound.by}`).toBeGreaterThanOrEqual(bound.seconds);
    }
  });
  expect(compared).toBeGreaterThan(150);
});
