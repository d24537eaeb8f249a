import { expect, test } from 'vitest';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** `near` comes first in every other respect; the repository prefers `listed`. */
const proxiesOf = (sections: Sections) =>
  runText(
    night({
      datastores: '[{ name: ds1 }, { name: ds2 }]',
      proxies: '[{ name: near, host: esx1 }, { name: listed }]',
      repositories: '[{ name: repo, affinity: [listed] }]',
      ...sections,
    }),
  ).tasks.map(({ proxy }) => proxy);
const job = (more: string): Sections => ({ jobs: `[{ name: j, vms: ["*"], ${more} }]` });

test('a backup, a VM copy and a restore prefer what the repository lists', () => {
  expect(proxiesOf({})).toEqual(['listed']);
  expect(proxiesOf(job('type: vm-copy, repository: repo'))).toEqual(['listed']);
  expect(proxiesOf(job('type: restore, repository: repo'))).toEqual(['listed']);
});

test('if the listed proxy is switched off or full, another is used', () => {
  const off = '[{ name: near, host: esx1 }, { name: listed, enabled: false }]';
  expect(proxiesOf({ proxies: off })).toEqual(['near']);
  expect(
    proxiesOf({
      proxies: '[{ name: near, host: esx1 }, { name: listed, maxConcurrentTasks: 1 }]',
      vms: `[${vm('v', [100, 100])}]`,
    }),
  ).toEqual(['listed', 'near']);
});

test('a replication ignores the list of the repository with its metadata and takes the best connection', () => {
  expect(proxiesOf(job('type: replication, repository: repo, target: { datastore: ds2 }'))).toEqual(['near']);
});

test('Hyper-V ignores the list: it takes the off-host proxy although the list names a host', () => {
  const run = proxiesOf({
    hosts: '[{ name: hv1, platform: hyperv }]',
    proxies: '[{ name: off, platform: hyperv, storage: { protocols: [fc] } }]',
    repositories: '[{ name: repo, affinity: [hv1] }]',
  });
  expect(run).toEqual(['off']);
});

test('a restore from a scale-out repository prefers the proxies that the extent it reads lists', () => {
  const restored = (freeSpace: readonly string[]) =>
    proxiesOf({
      repositories: `[{ name: repo, extents: [e1, e2] }, { name: e1, affinity: [listed], freeSpace: ${freeSpace[0]} },
        { name: e2, freeSpace: ${freeSpace[1]} }]`,
      jobs: `[{ name: night, vms: ["*"], repository: repo, run: full },
        { name: back, type: restore, vms: ["*"], repository: repo, schedule: { after: night } }]`,
    });
  // The backup goes to the extent with more room, and comes from there.
  expect(restored(['2 TB', '1 TB'])).toEqual(['listed', 'listed']);
  expect(restored(['1 TB', '2 TB'])).toEqual(['near', 'near']);
});
