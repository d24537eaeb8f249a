import { describe, expect, test } from 'vitest';
import { datastoreOf } from '../../../src/import/rvtools/datastore-path.ts';
import type { Cell } from '../../../src/import/tables/table.ts';
import { DISK_HEADER, INFO_HEADER, imported, records, reported, table } from '../tables.ts';

interface Vm {
  readonly name: string;
  readonly host?: string | null;
  readonly cluster?: string;
  readonly datacenter?: string;
  readonly power?: string;
}
const info = (...vms: Vm[]) =>
  table(
    'vInfo',
    [...INFO_HEADER, 'Cluster', 'Datacenter'],
    ...vms.map(({ name, host = 'esx1', cluster = 'c', datacenter = 'dc', power = 'poweredOn' }): Cell[] => {
      return [name, power, 'False', 1, 1000, 500, host, name, cluster, datacenter];
    }),
  );
/** A disk of 10 MiB of a VM, on a datastore; on none that is named for `null`. */
const disk = (vm: string, datastore: string | null, label = 'Hard disk 1', mode = 'persistent'): Cell[] => {
  return [vm, label, 10, 'False', mode, datastore === null ? null : `[${datastore}] ${vm}/x.vmdk`, vm];
};
const disks = (...rows: Cell[][]) => table('vDisk', DISK_HEADER, ...rows);
const stores = (...rows: Cell[][]) => table('vDatastore', ['Name', 'Type', 'Hosts'], ...rows);
/** Hosts `esx1` to `esx4` in this order, two clusters of one datacenter. */
const hosts = table(
  'vHost',
  ['Host', 'Cluster', 'Datacenter'],
  ['esx1', 'c', 'dc'],
  ['esx2', 'c', 'dc'],
  ['esx3', 'd', 'dc'],
  ['esx4', 'd', 'dc'],
);
const message = (result: Pick<ReturnType<typeof imported>, 'diagnostics'>, code: string) =>
  result.diagnostics.find((diagnostic) => diagnostic.code === code)?.message;

describe('a datastore that is listed', () => {
  test('has a type that is known, else it counts as VMFS, which is said', () => {
    const { inventory, ...result } = imported([
      info({ name: 'a' }),
      disks(disk('a', 'tape'), disk('a', 'san', 'Hard disk 2'), disk('a', 'vv', 'Hard disk 3')),
      hosts,
      stores(['san', 'VMFS', 'esx1,esx2'], ['vv', 'VVOL', 'esx1,esx2'], ['tape', 'Tape', 'esx1,esx2']),
    ]);
    expect(inventory.datastores.map(({ name, kind }) => [name, kind])).toEqual([
      ['san', 'vmfs'],
      ['vv', 'vvol'],
      ['tape', 'vmfs'],
    ]);
    expect(reported(result, 'datastore-type-unknown')).toEqual([4]);
    expect(reported(result, 'no-vdatastore')).toBeUndefined();
    expect(reported(result, 'datastore-not-in-vdatastore')).toBeUndefined();
  });

  test('without a name is none, and its hosts may stand in any order, with blanks and empty places', () => {
    const { inventory, ...result } = imported([
      info({ name: 'a' }),
      disks(disk('a', 'ds')),
      hosts,
      stores([null, 'VMFS', 'esx4'], ['ds', 'NFS', ' esx3 ;; esx2,\nesx1, ghost , ,']),
    ]);
    expect(inventory.datastores.map(({ name, hosts: mounting }) => [name, mounting])).toEqual([
      ['ds', ['esx1', 'esx2', 'esx3']],
    ]);
    expect(message(result, 'datastore-host-unknown')).toMatch(/: 1 \(vDatastore row 3 \(ghost\)\)$/);
  });

  test('twice, with a host in both rows, is one that two vCenters see', () => {
    const { inventory, ...result } = imported([
      info({ name: 'a' }),
      disks(disk('a', 'ds')),
      hosts,
      stores(['ds', 'VMFS', 'esx1, esx2'], ['ds', 'VMFS', 'esx2, esx3'], ['ds', 'VMFS', '']),
    ]);
    expect(inventory.datastores.map(({ label }) => label)).toEqual(['ds']);
    expect(reported(result, 'datastore-name-repeated')).toBeUndefined();
    // The row without hosts says nothing more of it, so nothing is missing there.
    expect(reported(result, 'datastore-without-host')).toBeUndefined();
  });

  test('twice, on other hosts, is another, which is said', () => {
    const { inventory, ...result } = imported([
      info({ name: 'a' }),
      disks(disk('a', 'ds')),
      hosts,
      stores(['ds', 'VMFS', 'esx1, esx2'], ['other', 'VMFS', 'esx1'], ['ds', 'VMFS', 'esx3, esx4']),
    ]);
    expect(inventory.datastores.map(({ label }) => label)).toEqual(['ds', 'other', 'ds#2']);
    expect(reported(result, 'datastore-name-repeated')).toEqual([4]);
  });

  test('without hosts is mounted by those whose VMs use it, on or off, is never local, and that is said', () => {
    const { inventory, ...result } = imported([
      info({ name: 'a' }, { name: 'off', host: 'esx2', power: 'poweredOff' }, { name: 'b', host: 'esx1' }),
      disks(disk('a', 'ds'), disk('off', 'ds'), disk('b', 'single')),
      hosts,
      stores(['ds', 'VMFS', ''], ['single', 'VMFS', null]),
    ]);
    expect(inventory.datastores).toMatchObject([
      { name: 'ds', kind: 'vmfs', hosts: ['esx1', 'esx2'] },
      { name: 'single', kind: 'vmfs', hosts: ['esx1'] },
    ]);
    expect(reported(result, 'datastore-without-host')).toEqual([2, 3]);
    expect(reported(result, 'datastore-host-missing')).toBeUndefined();
  });

  test('without the host of a VM that is backed up gets it, and not that of one that is left out', () => {
    const { inventory, ...result } = imported([
      info({ name: 'a', host: 'esx3' }, { name: 'off', host: 'esx4', power: 'poweredOff' }),
      disks(disk('off', 'ds'), disk('a', 'ds')),
      hosts,
      stores(['ds', 'VMFS', 'esx1, esx2']),
    ]);
    expect(inventory.datastores).toMatchObject([{ hosts: ['esx1', 'esx2', 'esx3'] }]);
    expect(reported(result, 'datastore-host-missing')).toEqual([3]);
  });

  test('not, beside others that are, is taken as mounted by the hosts whose VMs use it, and said once', () => {
    const { inventory, ...result } = imported([
      info({ name: 'a' }, { name: 'b', host: 'esx2' }),
      disks(disk('a', 'new'), disk('b', 'new')),
      hosts,
      stores(['ds', 'NFS', 'esx1, esx2']),
    ]);
    expect(inventory.datastores.at(-1)).toMatchObject({
      name: 'new',
      source: 'derived',
      hosts: ['esx1', 'esx2'],
    });
    expect(reported(result, 'datastore-not-in-vdatastore')).toEqual([2]);
  });
});

describe('of datastores of one name', () => {
  const chosen = (vm: Vm, ...rows: Cell[][]) => {
    const result = imported([info(vm), disks(disk(vm.name, 'ds')), hosts, stores(...rows)]);
    return records(result).map(({ datastore }) => datastore);
  };

  test('a VM lies on the one that its host mounts, though another stands first in its cluster', () => {
    const of = [
      ['ds', 'VMFS', 'esx1'],
      ['ds', 'VMFS', 'esx2'],
    ];
    expect(chosen({ name: 'a', host: 'esx2' }, ...of)).toEqual(['ds#2']);
    expect(chosen({ name: 'a', host: 'esx1' }, ...of)).toEqual(['ds']);
  });

  test('else on one of its cluster, also where hosts of other clusters mount that, before any of its datacenter', () => {
    const three = table(
      'vHost',
      ['Host', 'Cluster', 'Datacenter'],
      ...['c', 'c', 'd', 'd'].map((cluster, at): Cell[] => [`esx${at + 1}`, cluster, 'dc']),
    );
    const result = imported([
      info({ name: 'a', host: 'esx4', cluster: 'd' }),
      disks(disk('a', 'ds')),
      three,
      stores(['ds', 'VMFS', 'esx1'], ['ds', 'VMFS', 'esx3, esx2']),
    ]);
    expect(records(result).map(({ datastore }) => datastore)).toEqual(['ds#2']);
  });
});

describe('disks whose path names no datastore', () => {
  const homeless = (count: number, from = 1) =>
    Array.from({ length: count }, (_, at): Vm => ({ name: `vm${from + at}` }));

  test('lie on invented ones of their cluster, which its hosts mount, and no others', () => {
    const { inventory, ...result } = imported([
      info(
        { name: 'a' },
        { name: 'b', host: 'esx3', cluster: 'd' },
        { name: 'alone', host: 'esx9', cluster: '' },
        { name: 'off', host: 'esx3', cluster: 'd', power: 'poweredOff' },
      ),
      disks(disk('a', null), disk('b', null), disk('alone', null), disk('off', null)),
      hosts,
    ]);
    expect(inventory.datastores.map(({ name, hosts: mounting, source }) => [name, mounting, source])).toEqual(
      [
        ['assumed c 1', ['esx1', 'esx2'], 'assumed'],
        ['assumed d 1', ['esx3', 'esx4'], 'assumed'],
        ['assumed datastore 1', ['esx9'], 'assumed'],
      ],
    );
    // Of VMs that are left out nothing is said, and nobody misses a list of datastores that none of the disks names.
    expect(reported(result, 'datastores-assumed')).toEqual([2, 3, 4]);
    expect(reported(result, 'no-vdatastore')).toBeUndefined();
  });

  test('that are all left out have an invented one, too', () => {
    const { inventory, ...result } = imported([
      info({ name: 'a' }, { name: 'off', host: 'esx3', cluster: 'd', power: 'poweredOff' }),
      disks(disk('a', 'ds'), disk('off', null)),
      hosts,
    ]);
    expect(inventory.disks.map(({ datastore }) => datastore)).toEqual(['ds', 'assumed d 1']);
    expect(reported(result, 'datastores-assumed')).toBeUndefined();
    // The disk of `a` names one that no list has.
    expect(reported(result, 'no-vdatastore')).toEqual([]);
  });

  test('up to seventy of a cluster share one; those that are left out do not count', () => {
    const vms = homeless(70);
    const { inventory } = imported([
      info(...vms),
      disks(
        disk('vm1', null, 'Hard disk 2', 'independent_persistent'),
        ...vms.map(({ name }) => disk(name, null)),
      ),
      hosts,
    ]);
    expect(new Set(inventory.disks.map(({ datastore }) => datastore))).toEqual(new Set(['assumed c 1']));
  });

  test('of seventy-one share two as evenly as whole VMs can, where disks that are left out weigh nothing', () => {
    const others = homeless(35, 2);
    const big = Array.from({ length: 36 }, (_, at) => disk('vm1', null, `Hard disk ${at + 1}`));
    const { inventory } = imported([
      info({ name: 'agent' }, { name: 'vm1' }, ...others),
      disks(
        disk('agent', null, 'Hard disk 1', 'independent_persistent'),
        ...big,
        ...others.map(({ name }) => disk(name, null)),
      ),
      hosts,
    ]);
    const nameOf = (vm: number) => [
      ...new Set(inventory.disks.filter((of) => of.vm === vm).map(({ datastore }) => datastore)),
    ];
    // The agent's disk goes to the first and leaves it empty; so do the 36 disks of vm1; each of the 35 others finds less on the second.
    expect(nameOf(0)).toEqual(['assumed c 1']);
    expect(nameOf(1)).toEqual(['assumed c 1']);
    for (const at of others.keys()) expect(nameOf(at + 2)).toEqual(['assumed c 2']);
  });
});

describe('disks of one host', () => {
  const kinds = (...rows: Cell[][]) => {
    const { inventory, ...result } = imported([
      info(
        { name: 'a' },
        { name: 'b', host: 'lone', cluster: '' },
        { name: 'c', host: 'lone2', cluster: '' },
      ),
      disks(...rows.map(([name], at) => disk(name === 'l' ? 'b' : 'a', String(name), `Hard disk ${at}`))),
      hosts,
      stores(...rows),
    ]);
    return { kinds: inventory.datastores.map(({ kind }) => kind), said: message(result, 'datastore-local') };
  };

  test('are a VMFS datastore that it has for itself in a cluster of several, which is said', () => {
    expect(kinds(['x', 'VMFS', 'esx1'], ['y', 'VMFS', 'esx1, esx2'])).toEqual({
      kinds: ['local', 'vmfs'],
      said: expect.stringMatching(/: 1 \(x\)$/),
    });
  });

  test('are not those of a host that is a cluster of its own', () => {
    const { inventory } = imported([
      info({ name: 'a', host: 'esx5', cluster: 'solo' }),
      disks(disk('a', 'ds')),
      hosts,
      stores(['ds', 'VMFS', 'esx5']),
    ]);
    expect(inventory.datastores).toMatchObject([{ kind: 'vmfs', hosts: ['esx5'] }]);
  });

  test('are neither NFS, nor of a host without a cluster', () => {
    expect(kinds(['x', 'NFS', 'esx1'], ['l', 'VMFS', 'lone'])).toEqual({
      kinds: ['nfs', 'vmfs'],
      said: undefined,
    });
  });

  test('are no datastore that only VMs name', () => {
    const { inventory } = imported([info({ name: 'a' }), disks(disk('a', 'ds')), hosts]);
    expect(inventory.datastores).toMatchObject([{ kind: 'vmfs', hosts: ['esx1'] }]);
  });
});

describe('the protocol of a VMFS datastore', () => {
  const protocol = (...adapters: Cell[][]) => {
    const { inventory } = imported([
      info({ name: 'a' }),
      disks(disk('a', 'ds'), disk('a', 'files', 'Hard disk 2')),
      hosts,
      stores(['ds', 'VMFS', 'esx1, esx2'], ['files', 'NFS', 'esx1, esx2']),
      table('vHBA', ['Host', 'Type'], ...adapters),
    ]);
    return inventory.datastores.map((store) => [store.protocol, store.protocolKnown]);
  };

  test.each<[string, Cell[][], string, boolean]>([
    [
      'Fibre Channel, with one such adapter among others',
      [
        ['esx1', 'Block SCSI'],
        ['esx2', 'Fibre Channel'],
      ],
      'fc',
      true,
    ],
    [
      'Fibre Channel, before iSCSI',
      [
        ['esx1', 'iSCSI'],
        ['esx1', 'Fibre Channel over Ethernet'],
      ],
      'fc',
      true,
    ],
    [
      'iSCSI, with one such adapter among others',
      [
        ['esx1', 'Block SCSI'],
        ['esx2', 'iSCSI'],
      ],
      'iscsi',
      true,
    ],
    ['assumed, where adapters say neither', [['esx1', 'Block SCSI']], 'fc', false],
    ['assumed, where other hosts have adapters', [['esx3', 'iSCSI']], 'fc', false],
  ])('is %s', (_, adapters, expected, known) => {
    expect(protocol(...adapters)).toEqual([
      [expected, known],
      ['nfs', true],
    ]);
  });
});

test.each([
  ['[ds (1)] app01/app01.vmdk', 'ds (1)'],
  ['[a]b] x.vmdk', 'a]b'],
  ['[ ds ] x.vmdk', 'ds'],
  ['[ds]', 'ds'],
  ['[ ] x.vmdk', undefined],
  ['[ds]x.vmdk', undefined],
  ['see [ds] x.vmdk', undefined],
  ['', undefined],
])('the datastore of the path %j is %j', (path, name) => {
  expect(datastoreOf(path)).toBe(name);
});

test('a datastore has the capacity that vDatastore tells', () => {
  const { inventory } = imported([
    info({ name: 'a' }),
    disks(disk('a', 'ds'), disk('a', 'other', 'Hard disk 2')),
    table(
      'vDatastore',
      ['Name', 'Type', 'Hosts', 'Capacity MiB'],
      ['ds', 'NFS', 'esx1', 5000],
      ['other', 'NFS', 'esx1', null],
    ),
  ]);
  expect(inventory.datastores.map(({ capacity }) => capacity)).toEqual([5000, undefined]);
});
