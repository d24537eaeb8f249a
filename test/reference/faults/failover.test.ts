import { expect, test } from 'vitest';
import { randomScenario, type ScenarioData, textOf } from '../../helpers/random-scenario.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { agree, describeNights } from '../agreement/agreement.ts';
import { Coverage } from '../agreement/coverage.ts';
import { hypervNight } from '../nights/hyperv-nights.ts';
import { struckBy } from '../nights/strikes.ts';

/** Whether some datastore has several hosts, so that there is somewhere to go. */
const hasStandIn = ({ datastores }: ScenarioData) =>
  datastores.some(({ hosts }) => Array.isArray(hosts) && hosts.length > 1);

describeNights('nights in which VMs start again on other hosts', {
  nights: randomScenario.filter(hasStandIn).map(struckBy(['host-down'])),
  seed: 20_260_141,
  cases: 80,
  meets: { 'a VM that moved': 25, 'an attempt that its VM left': 3, 'a retry': 3 },
});

describeNights('nights in which volumes get other owners, too, with replicas on them', {
  nights: hypervNight.filter(hasStandIn).map(struckBy(['host-down', 'connectivity-lost'])),
  seed: 20_260_142,
  cases: 60,
  meets: { 'a VM that moved': 15, 'a volume that moved': 10, 'an attempt that its VM left': 3 },
});

test.each([[undefined], [{}]])(
  'a restore to where its VM was fails when the VM moves, with target: %o',
  (target) => {
    // 20 GB at 50 MB/s: 400 s. The VM leaves esx2 at 110 s; the retry begins 10 minutes later.
    const night = {
      version: 1,
      seed: 0,
      overheads: 'none',
      hosts: [
        { name: 'esx1', cluster: 'c1', managementNetwork: '125 MB/s' },
        { name: 'esx2', cluster: 'c1', managementNetwork: '125 MB/s' },
      ],
      datastores: [{ name: 'ds1', hosts: ['esx1', 'esx2'] }],
      proxies: [{ name: 'px1', kind: 'physical' }],
      repositories: [{ name: 'repo1' }],
      vms: [{ name: 'vm1', host: 'esx2', disks: [{ size: '20 GB', datastore: 'ds1' }] }],
      jobs: [
        {
          name: 'back',
          type: 'restore',
          vms: ['vm1'],
          repository: 'repo1',
          schedule: { at: '20:00' },
          target,
        },
      ],
      hostFailover: { vms: '10s' },
      faults: [{ kind: 'host-down', target: 'esx2', at: '100s', for: '1h' }],
    };
    agree(night as unknown as ScenarioData, new Coverage());
    const { tasks } = runText(textOf(night));
    expect(tasks.map(({ startSeconds, endSeconds, result }) => [startSeconds, endSeconds, result])).toEqual([
      [0, 110, 'failed'],
      [710, 1110, 'success'],
    ]);
  },
);
