import { expect, test } from 'vitest';
import { night, places, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

test('disks on one datastore that VMs of different kinds have in different jobs each get their own modes', () => {
  // Of a VM with a disk on NFS nothing is read by direct SAN, of one without everything.
  const run = runText(
    night({
      datastores: `[{ name: ds1, protocol: fc, maxSnapshots: unlimited },
        { name: ds2, type: nfs, protocol: nfs, maxSnapshots: unlimited }]`,
      proxies: '[{ name: px1, kind: physical, maxConcurrentTasks: 9, storage: { protocols: [fc] } }]',
      transport: '{ nbd: { perTask: 100 MB/s }, san: { perTask: 100 MB/s } }',
      vms: `[${vm('plain', [10])}, { name: mixed, disks: [{ size: 10 GB, datastore: ds1 }, { size: 10 GB, datastore: ds2 }] }]`,
      jobs: `[{ name: one, vms: [mixed], repository: repo, run: full }, { name: two, vms: [plain], repository: repo, run: full }]`,
    }),
  );
  const modes = run.tasks.map(({ vm, disk, mode }) => `${vm}/${disk} ${mode}`);
  expect(modes).toEqual(['mixed/0 nbd', 'mixed/1 nbd', 'plain/0 san']);
});

test('proxies of which one was full when they were first asked for are both there once it is free', () => {
  const job = (name: string, start: string, proxies: string) =>
    `{ name: ${name}, vms: [${name}1], repository: repo, run: full, proxies: [${proxies}], schedule: { start: ${start} } }`;
  const run = runText(
    night({
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 4 }]',
      vms: `[${vm('x1', [10])}, ${vm('y1', [100])}, ${vm('z1', [10])}]`,
      jobs: `[${job('x', '0s', 'px1')}, ${job('y', '50s', 'px1, px2')}, ${job('z', '120s', 'px1, px2')}]`,
    }),
  );
  expect(places(run)).toEqual(['x1/0 px1 0-100', 'y1/0 px2 50-1050', 'z1/0 px1 120-220']);
});
