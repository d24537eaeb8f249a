import { expect, it } from 'vitest';
import { night, places, vm, waited } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

it('groups of VMs on an array go one after the other, and do not wait for VMs that are on none', () => {
  const run = runText(
    night({
      transport: '{ storage-snapshot: { perTask: 100 MB/s }, nbd: { perTask: 100 MB/s } }',
      arrays: '[{ name: array1 }]',
      datastores: '[{ name: ds1, array: array1 }, { name: ds2 }]',
      proxies:
        '[{ name: px1, maxConcurrentTasks: 8, modes: [storage-snapshot, nbd], storage: { protocols: [fc] } }]',
      vms: `[${vm('a', [10])}, ${vm('plain', [100], 'ds2')}, ${vm('c', [20])}, ${vm('d', [30])}]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, storageSnapshots: { vmsPerSnapshot: 1 } }]',
    }),
  );
  expect(places(run)).toEqual(['a/0 px1 0-100', 'plain/0 px1 0-1000', 'c/0 px1 100-300', 'd/0 px1 300-600']);
  expect(waited(run)).toEqual(['c/0 sequential 100', 'd/0 sequential 300']);
});
