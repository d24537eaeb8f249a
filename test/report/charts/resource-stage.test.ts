import { expect, test } from 'vitest';
import { resourceName } from '../../../src/model/paths/resource-name.ts';
import { stageOf } from '../../../src/report/charts/resource-stage.ts';
import { LOAD_STAGES } from '../../../src/report/wording/job-figures.ts';
import { night } from '../../helpers/night.ts';
import { reportOf } from './report-of.ts';

// The table of the specification: what a backup crosses in which stage; and for the way back, what a restore writes to.
test.each([
  ['datastores.ds1.read', 'source'],
  ['datastores.ds1.write', 'target'],
  ['fabrics.fc', 'source'],
  ['hosts.esx1.network', 'source'],
  ['hosts.esx1.managementNetwork', 'source'],
  ['hosts.esx1.networkWrites', 'target'],
  ['proxies.px1.storage', 'source'],
  ['proxies.px1.slots', 'proxy'],
  ['proxies.px1.cores', 'proxy'],
  ['proxies.px1.inbound', 'network'],
  ['proxies.px1.outbound', 'network'],
  ['links.wan', 'network'],
  ['repositories.repo.network', 'target'],
  ['repositories.repo.networkReads', 'source'],
  ['repositories.repo.write', 'target'],
  ['repositories.repo.read', 'target'],
  ['repositories.repo.slots', 'target'],
])('%s belongs to %s', (resource, stage) => {
  expect(stageOf(resourceName(resource))).toBe(stage);
});

test('what is full belongs to the stage of the load line that is', () => {
  // 100 MB/s through each: the management network of a host, and a repository's network, for half of the bytes.
  const data = reportOf(
    night({
      transport: '{ nbd: { perTask: unlimited } }',
      hosts: '[{ name: esx1, managementNetwork: 2 Gbit/s }]',
      proxies: '[{ name: px1, maxConcurrentTasks: 1, network: 8 Gbit/s }]',
      repositories: '[{ name: repo, network: 400 Mbit/s, maxConcurrentTasks: unlimited }]',
      vms: '[{ name: vm1, host: esx1, disks: [{ size: 100 GB, datastore: ds1 }] }]',
    }),
  );
  const { load } = data.summary.jobs['night']!.sessions[0]!;
  const highest = { source: 0, proxy: 0, network: 0, target: 0 };
  const { resources, share } = data.used!;
  resources.forEach((resource, row) => {
    const name = resourceName(resource);
    if (name.part === 'slots') return;
    const stage = stageOf(name);
    highest[stage] = Math.max(highest[stage], share[row * data.timeline!.steps]! / 10_000);
  });
  for (const stage of LOAD_STAGES) expect([stage, highest[stage]]).toEqual([stage, load[stage]]);
  expect(highest).toEqual({ source: 1, proxy: 0, network: 0.1, target: 1 });
});
