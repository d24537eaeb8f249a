import { expect, test } from 'vitest';
import { VmTable } from '../../../src/scenario/vms/vm-table.ts';
import { findings, parsed, SMALL } from '../parse-fixture.ts';

const WITH_INVENTORY = SMALL.replace('jobs:', '  - { inventory: more.csv }\njobs:');

test('separate rows of a VM are its disks, in order; VMs have the order of their first rows', () => {
  const csv = 'vm,host,datastore,size\nb,esx1,ds1,1 GB\na,esx2,ds1,2 GB\nb,esx1,ds2,3 GB\na,esx2,ds2,4 GB\n';
  const { vms } = parsed(WITH_INVENTORY, { 'more.csv': csv });
  expect(vms.names).toEqual(['vm1', 'b', 'a']);
  expect(vms.disksOf(1)).toMatchObject([
    { name: '0', datastore: 'ds1', size: 1e9 },
    { name: '1', datastore: 'ds2', size: 3e9 },
  ]);
  expect(vms.disksOf(2)).toMatchObject([{ size: 2e9 }, { size: 4e9 }]);
  expect(vms.at(2)).toMatchObject({ host: 'esx2', platform: 'vsphere', tracking: 'cbt' });
});

test('a VM of an inventory has the place of its first row', () => {
  const csv = 'vm,datastore,size\na,ds1,1 GB\nb,ds2,2 GB\n';
  const { vms } = parsed(WITH_INVENTORY, { 'more.csv': csv });
  const { path, span } = vms.originOf(2);
  expect([path, span.source.name, csv.slice(span.start, span.end)]).toEqual([
    'vms.b',
    'more.csv',
    'b,ds2,2 GB',
  ]);
});

test('VMs with the same traits share one object, in lists and inventories', () => {
  const csv = 'vm,host,datastore,size\na,esx1,ds1,1 GB\nb,esx1,ds2,1 GB\nc,esx2,ds2,1 GB\n';
  const { vms } = parsed(WITH_INVENTORY.replace('name: vm1', 'name: "vm{1..2}"'), { 'more.csv': csv });
  const [vm1, vm2, a, b, c] = vms.traits;
  expect(vm1).toBe(vm2);
  expect(a).toBe(b);
  expect([vm1?.tags, a?.host, c?.host]).toEqual([['sql'], 'esx1', 'esx2']);
});

test('a mistake that several rows repeat is reported for each', () => {
  const csv = 'vm,host,datastore,size\na,nowhere,ds1,1 GB\nb,nowhere,ds2,1 GB\n';
  expect(findings(WITH_INVENTORY, { 'more.csv': csv })).toEqual([
    'unknown-reference more.csv:2:3',
    'unknown-reference more.csv:3:3',
  ]);
});

test('a table built from its own VMs is the same table', () => {
  const { vms } = parsed(WITH_INVENTORY, {
    'more.csv': 'vm,datastore,size,thin\na,ds1,1 GB,true\na,ds2,2 GB,\n',
  });
  expect([...VmTable.of(vms)]).toEqual([...vms]);
});
