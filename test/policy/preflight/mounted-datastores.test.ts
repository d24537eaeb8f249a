import { expect, test } from 'vitest';
import { vm } from '../../helpers/night.ts';
import { warnings } from './warnings.ts';

test('a VM whose host does not mount the datastore of a disk is named, the others are counted', () => {
  const hosts = '[{ name: esx1 }, { name: esx2 }]';
  const datastores = '[{ name: both }, { name: one, hosts: [esx1] }]';
  const on = (name: string, host: string, datastore: string) => vm(name, [1], datastore, `host: ${host}`);
  const fine = [on('a', 'esx1', 'one'), on('b', 'esx2', 'both')];
  expect(warnings({ hosts, datastores, vms: `[${fine.join(', ')}]` })).toEqual([]);
  const elsewhere = '[{ name: one, hosts: [esx2] }]';
  expect(warnings({ hosts, datastores: elsewhere, vms: `[${on('e', 'esx1', 'one')}]` })).toEqual([
    "warning datastore-not-visible at vms.e: 'e' runs on 'esx1', which does not mount 'one' of its disks.",
  ]);
  const blind = [...fine, on('c', 'esx2', 'one'), on('d', 'esx2', 'one')];
  expect(warnings({ hosts, datastores, vms: `[${blind.join(', ')}]` })).toEqual([
    "warning datastore-not-visible at vms.c: 'c' runs on 'esx2', which does not mount 'one' of its disks. The same is true of 1 more VM.",
  ]);
});
