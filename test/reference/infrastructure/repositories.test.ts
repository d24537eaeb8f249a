import { expect, test } from 'vitest';
import { randomScenario, type ScenarioData } from '../../helpers/random-scenario.ts';
import { agree, describeNights, type NightsCase } from '../agreement/agreement.ts';
import { Coverage } from '../agreement/coverage.ts';
import {
  withExtents,
  withExtentsLost,
  withGateways,
  withGatewaysLost,
  withTransforms,
} from '../nights/repositories-nights.ts';

const CASES: readonly NightsCase[] = [
  {
    what: 'with merges, synthetic and active fulls',
    nights: withTransforms,
    cases: 14,
    meets: {
      'a merge': 2,
      'a synthetic-full': 2,
      'a full of a later night': 1,
      'a transform that waits': 1,
      'block cloning': 1,
      'slots by chain': 2,
    },
  },
  {
    what: 'into scale-out repositories',
    nights: withExtents,
    cases: 14,
    meets: {
      'two repositories at work': 5,
      'data-locality of extents': 3,
      'performance of extents': 3,
      'an increment apart from its full': 1,
      'a file that all VMs share': 2,
      'waits repository-slot': 1,
      'a full of a later night': 1,
    },
  },
  {
    what: 'into scale-out repositories that lose extents, their machines or links',
    nights: withExtentsLost,
    cases: 14,
    meets: {
      'a task that stood still': 1,
      'waits no-candidate': 2,
    },
  },
  {
    what: 'by way of gateways',
    nights: withGateways,
    cases: 9,
    meets: { 'data by way of a gateway': 2 },
  },
  {
    what: 'by way of gateways that are lost',
    nights: withGatewaysLost,
    cases: 18,
    meets: { 'data by way of a gateway': 2, 'a task that stood still': 1, 'waits no-candidate': 1 },
  },
];

for (const { what, nights, ...rest } of CASES)
  describeNights(`nights ${what}`, { nights: randomScenario.map(nights), seed: 20_260_130, ...rest });

test('product and reference agree that a shared file gets one synthetic full a day, even if a VM failed in the session that made it', () => {
  const vm = (name: string, datastore: string) => ({
    ...{ name, host: 'esx1', lastBackup: '6h', disks: [{ size: '100 GB', datastore }] },
  });
  const coverage = new Coverage();
  for (const perVmFiles of [false, true]) {
    const night = {
      version: 1,
      clock: { start: '2026-01-10T00:00', horizon: '13h' },
      overheads: 'none',
      profile: { full: 'unlimited', incremental: 'unlimited' },
      transport: { nbd: { perTask: '100 MB/s' } },
      resume: '1 min',
      hosts: [{ name: 'esx1' }],
      datastores: [{ name: 'ds1' }, { name: 'ds2' }],
      proxies: [{ name: 'px1', maxConcurrentTasks: 4 }],
      repositories: [{ name: 'repo', write: '100 MB/s', read: '100 MB/s', perVmFiles }],
      vms: [vm('a', 'ds1'), vm('b', 'ds2')],
      jobs: [
        {
          ...{ name: 'often', vms: ['*'], repository: 'repo', run: 'auto', retries: 0 },
          ...{ schedule: { every: '6h' }, syntheticFull: { days: ['sat'] } },
        },
      ],
      faults: [{ kind: 'datastore-down', target: 'ds2', at: '2s', for: '1h' }],
    };
    agree(night as unknown as ScenarioData, coverage);
  }
  expect(coverage.scenarios).toBe(2);
});
