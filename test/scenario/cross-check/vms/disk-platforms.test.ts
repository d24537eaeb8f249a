import { expect, test } from 'vitest';
import { findings, parse } from '../../parse-fixture.ts';

/** A vSphere host and a Hyper-V host, each with shared and local storage, and one VM in line 12. */
const estate = (vm: string, datastores = '') => `version: 1
hosts:
  - { name: esx1, site: here }
  - { name: hv1, site: here, platform: hyperv }
datastores:
  - { name: ds1, type: vmfs, hosts: [esx1] }
  - { name: csv1, type: csv, hosts: [hv1] }
  - { name: disks-of-esx1, type: local, hosts: [esx1] }
  - { name: disks-of-hv1, type: local, hosts: [hv1] }
${datastores}
vms:
  - ${vm}
repositories: [{ name: repo1, site: here }]
sites: [here, far]
jobs: [{ name: nightly, vms: ["*"], repository: repo1 }]
`;
const disk = (datastore: string) => `{ size: 1 GB, datastore: ${datastore} }`;
const drawn = (count: string, ...datastores: string[]) =>
  `disks: { count: ${count}, size: 1 GB, datastores: [${datastores.join(', ')}] }`;
const messagesOf = (text: string, files = {}) => {
  const result = parse(text, files);
  return (result.ok ? [] : result.diagnostics).map(({ message }) => message);
};

test.each([
  ['disks on both platforms', `{ name: vm1, disks: [${disk('ds1')}, ${disk('csv1')}] }`, 'vSphere', 'csv1'],
  ['the other way round', `{ name: vm1, disks: [${disk('csv1')}, ${disk('ds1')}] }`, 'Hyper-V', 'ds1'],
  ['a host of the other', `{ name: vm1, host: esx1, disks: [${disk('csv1')}] }`, 'vSphere', 'csv1'],
  ['and the other way round', `{ name: vm1, host: hv1, disks: [${disk('ds1')}] }`, 'Hyper-V', 'ds1'],
  [
    'local disks of the other',
    `{ name: vm1, host: esx1, disks: [${disk('disks-of-hv1')}] }`,
    'vSphere',
    'disks-of-hv1',
  ],
  ['disks that take turns', `{ name: "vm{1..2}", ${drawn('2', 'ds1', 'csv1')} }`, 'vSphere', 'csv1'],
  [
    'a drawn number of them',
    `{ name: "vm{1..2}", ${drawn('{ uniform: [1, 2] }', 'csv1', 'ds1')} }`,
    'Hyper-V',
    'ds1',
  ],
])('a VM cannot have disks on datastores of both platforms: %s', (_, vm, platform, foreign) => {
  const other = platform === 'vSphere' ? 'Hyper-V' : 'vSphere';
  expect(messagesOf(estate(vm))).toEqual([
    `'vm1' is a ${platform} VM, but '${foreign}' of its disks is a datastore of ${other} hosts.`,
  ]);
});

test('the finding stands at the disks, or at the row of an inventory, and once for a pattern', () => {
  expect(findings(estate(`{ name: "vm{1..9}", host: esx1, disks: [${disk('csv1')}] }`))).toEqual([
    'contradiction night.yaml:12:44',
  ]);
  const rows = 'vm,host,datastore,size\nvm1,esx1,ds1,1 GB\nvm2,esx1,csv1,1 GB\nvm2,esx1,ds1,1 GB\n';
  expect(findings(estate('{ inventory: list.csv }'), { 'list.csv': rows })).toEqual([
    'contradiction list.csv:3:1',
  ]);
});

test.each([
  ['VMs of a population that each are on one platform', `{ name: "vm{1..2}", ${drawn('1', 'ds1', 'csv1')} }`],
  ['shared and local storage', `{ name: vm1, disks: [${disk('csv1')}, ${disk('disks-of-hv1')}] }`],
  ['local storage that nobody mounts', `{ name: vm1, host: hv1, disks: [${disk('nobodys')}] }`],
])('nothing is wrong with %s', (_, vm) => {
  const nobodys = '  - { name: nobodys, site: far, type: local }';
  expect(messagesOf(estate(vm, nobodys))).toEqual([]);
});

test.each([
  ['an unknown host', `{ name: vm1, host: hv2, disks: [${disk('csv1')}] }`, ''],
  ['an unknown datastore', `{ name: vm1, disks: [${disk('csv2')}, ${disk('csv1')}] }`, ''],
  ['a datastore whose hosts cannot mount it', `{ name: vm1, disks: [${disk('odd')}] }`, 'odd'],
])('nothing follows from %s', (_, vm, odd) => {
  const more = odd === '' ? '' : `  - { name: odd, type: csv, hosts: [esx1] }`;
  expect(messagesOf(estate(vm, more))).toHaveLength(1);
});
