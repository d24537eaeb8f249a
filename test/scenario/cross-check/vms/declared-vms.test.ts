import { describe, expect, test } from 'vitest';
import { codesOf, parsed, SMALL } from '../../parse-fixture.ts';

test('VMs of the same name in two lists are reported at the second', () => {
  const twice = SMALL.replace(
    'jobs:',
    '  - { name: "vm{1..2}", disks: [{ size: 1 GB, datastore: ds1 }] }\njobs:',
  );
  expect(codesOf(twice)).toEqual(['duplicate-name']);
});

describe('VMs of a list', () => {
  const vmsOf = (vms: string) => SMALL.replace('jobs:', `  - ${vms}\njobs:`);
  const disks = 'disks: [{ size: 1 GB, datastore: ds1 }]';

  test('of one pattern each have what the pattern states', () => {
    const { vms } = parsed(
      vmsOf(`{ name: "v{1..2}", guest: "{linux,windows}", tracking: "{cbt,none}", ${disks} }`),
    );
    expect([1, 2].map((vm) => vms.at(vm))).toMatchObject([
      { guest: 'linux', tracking: 'cbt' },
      { guest: 'windows', tracking: 'none' },
    ]);
    const alone = (field: string) => {
      const { vms: found } = parsed(vmsOf(`{ name: "v{1..2}", ${field}, ${disks} }`));
      return [1, 2].map((vm) => found.at(vm));
    };
    expect(alone('guest: "{linux,windows}"')).toMatchObject([{ guest: 'linux' }, { guest: 'windows' }]);
    expect(alone('tracking: "{cbt,none}"')).toMatchObject([{ tracking: 'cbt' }, { tracking: 'none' }]);
  });

  test('of one pattern and host that differ in one field only are not taken for the same', () => {
    const hyperv = SMALL.replace('"esx{1..2}"', '"esx{1..2}", platform: hyperv, version: 2019');
    const pair = (text: string, field: string) =>
      text.replace('jobs:', `  - { name: "v{1..2}", host: esx1, ${field}, ${disks} }\njobs:`);
    const traitsOf = (text: string, ...sets: string[]) => {
      const { vms } = parsed(text, {}, sets);
      return [1, 2].map((vm) => vms.at(vm));
    };
    const [first, second] = traitsOf(pair(SMALL, 'lastBackup: "{24h,48h}"')).map(
      ({ lastBackupUs }) => lastBackupUs!,
    );
    expect(second! - first!).toBe(24 * 3600e6);
    // Change tracking of Hyper-V needs configuration version 8.
    expect(traitsOf(pair(hyperv, 'configVersion: 8'), 'vms.v2.configVersion=5')).toMatchObject([
      { tracking: 'rct' },
      { tracking: 'none' },
    ]);
    expect(codesOf(pair(SMALL, 'platform: "{vsphere,hyperv}"'))).toEqual(['contradiction']);
  });

  test('take several hosts in turn', () => {
    const { vms } = parsed(vmsOf(`{ name: "v{1..3}", hosts: [esx1, esx2], ${disks} }`));
    expect([1, 2, 3].map((vm) => vms.at(vm).host)).toEqual(['esx1', 'esx2', 'esx1']);
  });

  test.each([
    [`{ name: v, host: esx1, hosts: [esx2], ${disks} }`, ['contradiction']],
    [
      '{ name: v, disks: [{ name: os, size: 1 GB, datastore: ds1 }, { name: os, size: 1 GB, datastore: ds1 }] }',
      ['duplicate-name'],
    ],
    [
      '{ name: v, disks: [{ size: 1 GB, datastore: ds1 }, { name: "0", size: 1 GB, datastore: ds1 }] }',
      ['duplicate-name'],
    ],
    [
      '{ name: v, disks: [{ name: os, size: 1 GB, datastore: ds1 }, { name: data, size: 1 GB, datastore: ds1 }] }',
      [],
    ],
    ['{ name: v, disks: { count: 2, size: 1 GB, datastores: [ds1] } }', []],
    ['{ name: v, disks: { count: 2, size: { uniform: [0 B, 1 GB] }, datastores: [ds1] } }', ['out-of-range']],
    ['{ name: v, disks: { count: 2, size: { uniform: [1 B, 1 GB] }, datastores: [ds1] } }', []],
    [
      '{ name: v, disks: { count: 2, size: 1 GB, used: { uniform: [10%, 1 GB] }, datastores: [ds1] } }',
      ['contradiction'],
    ],
    ['{ name: v, disks: { count: 2, size: 1 GB, used: { uniform: [10%, 20%] }, datastores: [ds1] } }', []],
  ])('%s', (vm, expected) => expect(codesOf(vmsOf(vm))).toEqual(expected));
});
