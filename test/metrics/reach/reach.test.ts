import { expect, test } from 'vitest';
import { night } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { FIBRE, IP, twoArrays } from '../../helpers/two-arrays.ts';

const NIGHT = `
version: 1
hosts: [{ name: esx1 }, { name: esx2 }]
datastores:
  - { name: shared, type: vmfs, protocol: fc, read: 1 GB/s }
  - { name: own, type: local, protocol: local, read: 1 GB/s, hosts: [esx1] }
proxies:
  - { name: here, kind: virtual, host: esx1, cores: 4 }
  - { name: there, kind: virtual, host: esx2, cores: 4 }
  - { name: off, kind: virtual, host: esx1, cores: 4, enabled: false }
repositories: [{ name: repo1, write: 1 GB/s }]
vms:
  - { name: a, host: esx1, disks: [{ size: 10 GB, used: 10 GB, datastore: shared }] }
  - { name: b, host: esx1, disks: [{ size: 10 GB, used: 10 GB, datastore: own }] }
jobs: [{ name: nightly, vms: [a, b], repository: repo1, schedule: { at: 0s }, run: full }]
`;

test('cells list the modes in which each enabled proxy can reach each datastore, and those used', () => {
  const { reach } = runText(NIGHT);
  expect(reach.proxies).toEqual(['here', 'there', 'off']);
  const told = reach.cells.map(({ proxy, datastore, possible }) => [
    `${reach.proxies[proxy]} ${reach.datastores[datastore]}`,
    possible.join(' '),
  ]);
  expect(told).toEqual([
    ['here shared', 'hotadd nbd'],
    ['here own', 'hotadd nbd'],
    ['there shared', 'hotadd nbd'],
    ['there own', 'nbd'],
  ]);
  const used = reach.cells.flatMap(({ used: modes }) => modes);
  expect(used.reduce((sum, { tasks }) => sum + tasks, 0)).toBe(2);
  expect(new Set(used.map(({ mode }) => mode))).toEqual(new Set(['hotadd']));
});

test('the modes of several jobs on one datastore are merged without duplicates, best class first', () => {
  const { reach } = runText(`
version: 1
hosts: [{ name: esx1 }]
arrays: [{ name: array1 }]
datastores: [{ name: ds1, protocol: fc, array: array1 }]
proxies: [{ name: san1, storage: { protocols: [fc] }, cores: 4 }]
repositories: [{ name: repo1 }]
vms: [{ name: a, host: esx1, disks: [{ size: 10 GB, datastore: ds1 }] }]
jobs:
  - { name: arrays, vms: [a], repository: repo1, run: full, storageSnapshots: true }
  - { name: plain, vms: [a], repository: repo1, run: full }
`);
  // Where storage snapshots are asked for, they stand in for direct storage access: that is possible for the other job alone.
  expect(reach.cells.map(({ possible }) => possible.join(' '))).toEqual(['storage-snapshot san nbd']);
});

test('storage snapshots are not possible for a VM on several arrays unless all of them can be read', () => {
  const possible = (job: string) =>
    runText(night(twoArrays(`[${FIBRE}, ${IP}]`, job))).reach.cells.map(
      (cell) => `${cell.proxy} ${cell.datastore} ${cell.possible.join(' ')}`,
    );
  expect(possible('')).toEqual([
    '0 0 storage-snapshot nbd',
    '0 1 nbd',
    '1 0 nbd',
    '1 1 storage-snapshot nbd',
  ]);
  expect(possible(', proxies: [fibre]')).toEqual(['0 0 san nbd', '0 1 nbd']);
});

test('a proxy without memory for a task reaches nothing if memory is enforced', () => {
  const small = NIGHT.replace('host: esx2, cores', 'host: esx2, ram: 2 GB, cores');
  const who = (text: string) => [...new Set(runText(text).reach.cells.map(({ proxy }) => proxy))];
  expect(who(small)).toEqual([0, 1]);
  expect(who(`${small}enforceRam: true\n`)).toEqual([0]);
});

test('datastores that are alike but for the hosts that mount them are reached by different proxies', () => {
  const text = NIGHT.replace('protocol: fc, read: 1 GB/s }', 'protocol: fc, hosts: [esx2] }').replace(
    'type: local, protocol: local, read: 1 GB/s, hosts: [esx1]',
    'type: vmfs, protocol: fc, hosts: [esx1]',
  );
  const { cells } = runText(text).reach;
  expect(
    cells.map(({ proxy, datastore, possible }) => `${proxy} ${datastore} ${possible.join(' ')}`),
  ).toEqual(['0 0 nbd', '0 1 hotadd nbd', '1 0 hotadd nbd', '1 1 nbd']);
});

test('used modes are listed best class first, whichever task used them', () => {
  // One disk may be attached at a time. That of the urgent job is, though the other job was ready first.
  const { cells } = runText(
    night({
      proxies: '[{ name: px1, kind: virtual, host: esx1, cores: 4 }]',
      vms: '[{ name: "vm{1..2}", host: esx1, disks: [{ size: 1 GB, datastore: ds1 }] }]',
      jobs: `[{ name: calm, vms: [vm1], repository: repo, run: full },
        { name: urgent, vms: [vm2], repository: repo, run: full, priority: high }]`,
      policy: '{ hotaddMaxDisks: 1 }',
    }),
  ).reach;
  expect(cells.map(({ used }) => used)).toEqual([
    [
      { mode: 'hotadd', tasks: 1 },
      { mode: 'nbd', tasks: 1 },
    ],
  ]);
});

test('a task with two ends counts at the datastore that it reads, and at the one that it writes', () => {
  const { reach } = runText(
    night({
      hosts: '[{ name: esx1 }, { name: esx2 }]',
      datastores: '[{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx2] }]',
      proxies: '[{ name: px1, maxConcurrentTasks: 2 }, { name: px2, maxConcurrentTasks: 2 }]',
      jobs: '[{ name: copy, type: vm-copy, vms: ["*"], proxies: [px2], target: { datastore: ds2, proxies: [px1] } }]',
    }),
  );
  const used = reach.cells.flatMap(({ proxy, datastore, used: modes }) =>
    modes.map(({ mode, tasks }) => `${reach.proxies[proxy]} ${reach.datastores[datastore]} ${mode} ${tasks}`),
  );
  expect(used).toEqual(['px1 ds2 nbd 1', 'px2 ds1 nbd 1']);
});
