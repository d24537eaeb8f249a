import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/import/tables/table.ts';
import { table } from '../tables.ts';
import { fields, found, importedLists, VHD_HEADER, vhds, vms } from './lists.ts';

const GUID = '4b0c2f6e-1a2b-3c4d-5e6f-0123456789ab';
const CSV1 = 'C:\\ClusterStorage\\Volume1';
const MIB = 1_048_576;

const disk = (vm: string, path = `D:\\${vm}.vhdx`, host = 'hv1'): Cell[] => [vm, path, 'Dynamic', 1, 2, host];
const vm = (name: string, host = 'hv1', state: Cell = 'Running', clustered = 'False'): Cell[] => [
  name,
  state,
  host,
  clustered,
  '9.0',
];
/** VMs of a list with ids, on their hosts. */
const withIds = (...rows: Cell[][]) => table('vms', ['Name', 'VMId', 'State', 'ComputerName'], ...rows);
/** Get-VHD, which names no VM. */
const raws = (...rows: Cell[][]) => {
  const header = ['ComputerName', 'Path', 'VhdType', 'FileSize', 'Size'];
  return table('vhd', header, ...rows.map(([host, path]) => [host!, path!, 'Dynamic', 4 * MIB, 8 * MIB]));
};
const drives = (...rows: Cell[][]) =>
  table('drives', ['VMName', 'VMId', 'Path', 'ControllerType', 'ComputerName'], ...rows);
const clustersOf = ({ inventory }: ReturnType<typeof importedLists>) =>
  inventory.hosts.map(({ name, cluster }) => `${name} ${cluster}`);

describe('the state of a VM', () => {
  const ON = [
    'PoweredOn',
    'Running',
    'Paused',
    'Starting',
    'Stopping',
    'Pausing',
    'Resuming',
    'Reset',
    'Running-Critical',
  ];
  const OFF = ['PoweredOff', 'PowerOff', 'Off', 'Off-Critical', 'Stopped', 'Stored'];
  const SAVED = [
    'Suspended',
    'Saved State',
    'Saved',
    'Saving',
    'FastSaved',
    'FastSaving',
    'Fast-Saved-Critical',
    'SavedCritical',
  ];
  // Nobody knows these; they are taken.
  const UNKNOWN = ['', 'NotRunning', 'Running2', 'TurnedOff', 'Offline', 'Unsaved', 'Saved2', 'Critical'];

  test.each([
    ...ON.map((state) => [state, undefined, []] as const),
    ...OFF.map((state) => [state, 'powered-off', ['vm-powered-off vms 2']] as const),
    ...SAVED.map((state) => [state, 'suspended', ['vm-suspended vms 2']] as const),
    ...UNKNOWN.map((state) => [state, undefined, ['power-unknown vms 2']] as const),
  ])('%j: left out as %s', (state, leftOut, codes) => {
    // Another one stays, so that there is a scenario.
    const result = importedLists([vms(vm('a', 'hv1', state), vm('b')), vhds(disk('a'), disk('b'))]);
    expect(result.inventory.vms[0]!.leftOut).toBe(leftOut);
    expect(found(result)).toEqual(codes);
  });

  test('need not be told by the row of a disk, but one that it tells must be known', () => {
    const header = [...VHD_HEADER, 'VM State'];
    const result = importedLists([table('x', header, [...disk('a'), ''], [...disk('b'), 'Unheard of'])]);
    expect(found(result)).toEqual(['no-vm-list', 'power-unknown x 3']);
  });
});

describe('VMs of a list', () => {
  test('without a name go by their id, in small letters; without both they are none', () => {
    const result = importedLists([
      withIds(['', 'ID-1', 'Running', 'hv1'], ['', '', 'Running', 'hv1']),
      table('vhds', ['VMId', 'VHD Path', 'SizeGB'], ['id-1', 'D:\\a.vhdx', 2]),
    ]);
    expect(result.inventory.vms.map(({ label }) => label)).toEqual(['id-1']);
    expect(found(result)).toEqual(['vm-without-name vms 2', 'used-unknown vhds 2']);
  });

  test('are the same by their id and host, whatever the name, and by their name where they have no id', () => {
    const result = importedLists([
      withIds(
        ['a', 'id-1', 'Running', 'hv1'],
        ['renamed', 'ID-1', 'Running', 'hv1'],
        // Its name is the id of another.
        ['id-1', '', 'Running', 'hv1'],
      ),
      vhds(disk('a'), disk('id-1')),
    ]);
    expect(result.inventory.vms.map(({ name }) => name)).toEqual(['a', 'id-1']);
    expect(found(result)).toEqual(['vm-repeated vms 3']);
  });

  test('are told of where their name or their host is none for a scenario', () => {
    const result = importedLists([
      vms(vm('a{1}'), vm('b', ''), vm('c', '', 'Off')),
      vhds(disk('a{1}'), disk('b', 'D:\\b.vhdx', ''), disk('c', 'D:\\c.vhdx', '')),
    ]);
    expect(found(result)).toEqual(['vm-powered-off vms 4', 'host-unknown vms 3', 'name-replaced vms 2']);
    expect(result.inventory.vms[0]!.label).toBe('a(1)');
  });

  test('with an old configuration are told of only where they are taken', () => {
    const old = (name: string, state: string): Cell[] => [name, state, 'hv1', 'False', '5.0'];
    const result = importedLists([vms(old('a', 'Running'), old('b', 'Off')), vhds(disk('a'), disk('b'))]);
    expect(found(result)).toEqual(['vm-powered-off vms 3', 'vm-version-old vms 2']);
  });

  test('have a tag of their cluster, and none without one', () => {
    const result = importedLists([
      vms(vm('a', 'hv1', 'Running', 'True'), vm('b', 'hv2')),
      vhds(disk('a'), disk('b', 'D:\\b.vhdx', 'hv2')),
    ]);
    expect(result.inventory.vms.map(({ tags, poweredOn }) => [tags, poweredOn])).toEqual([
      [['cluster1'], true],
      [[], true],
    ]);
  });
});

describe('hosts', () => {
  test('are one in any case of letters and without their domain, unless two have that name', () => {
    const hostsOf = (...names: string[]) =>
      importedLists([
        vhds(...names.map((host, n) => disk(`v${n}`, `D:\\${n}.vhdx`, host))),
      ]).inventory.hosts.map(({ name }) => name);
    expect(hostsOf('hv1', 'HV1.north.example', 'Hv1')).toEqual(['hv1']);
    expect(hostsOf('hv1', 'hv1.north.example', 'hv1.south.example')).toEqual([
      'hv1',
      'hv1.north.example',
      'hv1.south.example',
    ]);
  });

  test('are made up where no row names one, and then mount all', () => {
    const result = importedLists([vhds(disk('a', 'D:\\a.vhdx', ''))]);
    expect(result.inventory.hosts.map(({ label, cluster }) => [label, cluster])).toEqual([['host1', '']]);
    expect(found(result)).toContain('hosts-made-up');
    expect(result.inventory.datastores.map(({ name, hosts }) => `${name} ${hosts.join()}`)).toEqual([
      'host1 D: host1',
    ]);
  });

  test('are told of where their name is none for a scenario', () => {
    const result = importedLists([vhds(disk('a', 'D:\\a.vhdx', 'hv{1}'))]);
    expect(result.inventory.hosts.map(({ label }) => label)).toEqual(['hv(1)']);
    expect(found(result)).toEqual(['no-vm-list', 'name-replaced']);
  });

  test('of a clustered VM are of a cluster, also where no disk lies on a shared volume', () => {
    const tables = [
      vms(vm('a', 'hv1', 'Running', 'True'), vm('b', 'hv2')),
      vhds(disk('a'), disk('b', 'D:\\b.vhdx', 'hv2')),
    ];
    expect(clustersOf(importedLists(tables))).toEqual(['hv1 cluster1', 'hv2 ']);
    expect(found(importedLists(tables))).toEqual([]);
  });

  test('of no told cluster are of one together, which is told, and is called as none of the told ones', () => {
    const header = [...VHD_HEADER, 'Cluster'];
    const row = (name: string, host: string, cluster: string): Cell[] => [
      ...disk(name, `${CSV1}\\${name}.vhdx`, host),
      cluster,
    ];
    const result = importedLists([
      table('x', header, row('a', 'hv1', 'cluster1'), row('b', 'hv2', ''), row('c', 'hv3', '')),
    ]);
    expect(clustersOf(result)).toEqual(['hv1 cluster1', 'hv2 cluster1#2', 'hv3 cluster1#2']);
    expect(found(result).filter((code) => code.startsWith('cluster'))).toEqual(['cluster-assumed']);
  });
});

describe('which VM a row of a disk means', () => {
  test('the one of its id goes before the one of its name: its host is where the volume is shared', () => {
    const result = importedLists([
      withIds(['a', 'id-1', 'Running', 'hv1'], ['b', 'id-2', 'Running', 'hv2']),
      table(
        'vhds',
        ['VMName', 'VMId', 'VHD Path', 'SizeGB', 'FileSizeGB'],
        ['a', 'ID-2', `${CSV1}\\x.vhdx`, 2, 1],
      ),
    ]);
    expect(fields(result, 'vm host')).toEqual(['b | hv2']);
    expect(clustersOf(result)).toEqual(['hv1 ', 'hv2 cluster1']);
    expect(found(result)).toContain('disk-name-differs vhds 2');
  });

  test('of two of one name the one on its host, in any case of letters', () => {
    const result = importedLists([
      withIds(['a', 'id-1', 'Running', 'hv1'], ['a', 'id-2', 'Running', 'HV2']),
      vhds(disk('A', 'D:\\a.vhdx', 'hv1'), disk('a', `${CSV1}\\a.vhdx`, 'hv2')),
    ]);
    expect(fields(result, 'host datastore')).toEqual(['hv1 | hv1 D:', 'HV2 | Volume1']);
    expect(clustersOf(result)).toEqual(['hv1 ', 'HV2 cluster1']);
    expect(found(result)).not.toContain('disk-of-ambiguous-vm vhds 2 3');
  });

  test('of two of one name the first that has not this file yet where it tells no host, which is said', () => {
    const result = importedLists([
      withIds(['a', 'id-1', 'Running', 'hv1'], ['a', 'id-2', 'Running', 'hv2']),
      vhds(disk('a', 'D:\\a.vhdx', ''), disk('a', 'D:\\a.vhdx', '')),
    ]);
    expect(fields(result, 'host')).toEqual(['hv1', 'hv2']);
    expect(found(result)).toContain('disk-of-ambiguous-vm vhds 2 3');
  });

  test('one that it names by its name or its id alone is not guessed by the path', () => {
    const byName = importedLists([vms(vm('a')), vhds(disk('a', 'D:\\other\\x.vhdx'))]);
    expect([fields(byName, 'vm'), found(byName)]).toEqual([['a'], []]);
    const byId = importedLists([
      withIds(['a', 'id-1', 'Running', 'hv1']),
      table('vhds', ['VMId', 'VHD Path', 'SizeGB', 'FileSizeGB'], ['ID-1', 'D:\\other\\x.vhdx', 2, 1]),
    ]);
    expect([fields(byId, 'vm'), found(byId)]).toEqual([['a'], []]);
  });

  test('one that Get-VMHardDiskDrive knows by its id alone', () => {
    const result = importedLists([
      withIds(['a', 'id-1', 'Running', 'hv1']),
      raws(['hv1', 'D:\\other\\x.vhdx']),
      drives(['', 'ID-1', 'D:\\other\\x.vhdx', 'SCSI', 'hv1']),
    ]);
    expect([fields(result, 'vm'), found(result)]).toEqual([['a'], []]);
  });

  test('one that it names before one that a drive with this file names', () => {
    const list = withIds(['a', 'id-1', 'Running', 'hv1'], ['b', 'id-2', 'Running', 'hv1']);
    const taken = drives(['b', 'id-2', 'D:\\x.vhdx', 'SCSI', 'hv1']);
    const header = ['VMName', 'VMId', 'VHD Path', 'SizeGB', 'ComputerName'];
    for (const own of [
      ['a', ''],
      ['', 'id-1'],
    ]) {
      const disks = table('vhds', header, [...own, 'D:\\x.vhdx', 2, 'hv1']);
      expect(fields(importedLists([list, disks, taken]), 'vm')).toEqual(['a']);
    }
  });

  test('on the host of the row where the drive tells none', () => {
    const result = importedLists([
      withIds(['a', 'id-1', 'Running', 'hv1'], ['a', 'id-2', 'Running', 'hv2']),
      raws(['hv2', 'D:\\x.vhdx']),
      drives(['a', '', 'D:\\x.vhdx', 'SCSI', '']),
    ]);
    expect(fields(result, 'vm host')).toEqual(['a#2 | hv2']);
    expect(found(result)).toContain('vm-without-disks vms 2');
  });

  test('nobody without a path and a name: neither is it guessed, nor of a drive without a path', () => {
    const result = importedLists([
      vms(vm('a'), vm('b')),
      raws(['hv1', 'D:\\a.vhdx'], ['hv1', '']),
      drives(['a', '', 'D:\\a.vhdx', 'SCSI', 'hv1'], ['b', '', '', 'SCSI', 'hv1']),
    ]);
    expect(fields(result, 'vm')).toEqual(['a']);
    expect(found(result)).toEqual(['vm-without-disks vms 3', 'disk-of-unknown-vm vhd 3']);
  });
});

describe('disks', () => {
  test('stand in the order of their rows, those that are handed through and checkpoints, too', () => {
    const { inventory } = importedLists([
      vhds(
        ['a', 'Disk 3 100 GB', '', null, 100, 'hv1'],
        ['a', `D:\\x_${GUID}.avhdx`, 'Differencing', 1, 2, 'hv1'],
        ['a', '', 'Dynamic', 1, 2, 'hv1'],
        disk('a', 'D:\\x.vhdx'),
        ['a', 'Disk 4', '', null, null, 'hv1'],
      ),
    ]);
    expect(
      inventory.disks.map(({ label, capacity, raw, leftOut, datastore }) => [
        label,
        capacity,
        raw,
        leftOut,
        datastore,
      ]),
    ).toEqual([
      ['Disk 3 100 GB', 102_400, true, 'raw-physical', ''],
      ['x.vhdx', 2048, false, undefined, 'hv1 D:'],
      ['disk 4', 2048, false, undefined, 'assumed volume 1'],
      ['Disk 4', 0, true, 'raw-physical', ''],
    ]);
  });

  test('that only the list of drives has are left out and told of: handed through, or not opened by Get-VHD', () => {
    const result = importedLists([
      vms(vm('a'), vm('b'), vm('off', 'hv1', 'Off')),
      raws(['hv1', 'D:\\a.vhdx']),
      drives(
        ['a', '', 'd:\\A.vhdx', 'SCSI', 'hv1'],
        ['a', '', 'Disk 3 100.00 GB Bus 0 Lun 3 Target 0', 'SCSI', 'hv1'],
        ['a', '', 'D:\\locked.vhdx', 'SCSI', 'hv1'],
        ['b', '', 'Disk 3 100.00 GB Bus 0 Lun 3 Target 0', 'SCSI', 'hv1'],
        ['off', '', 'D:\\off.vhdx', 'SCSI', 'hv1'],
      ),
    ]);
    expect(fields(result, 'vm size')).toEqual(['a | 8 MiB']);
    expect(found(result)).toEqual([
      'vm-powered-off vms 4',
      'vm-nothing-protectable vms 3',
      'disk-pass-through drives 3 5',
      'disk-not-sized drives 4',
    ]);
  });

  test('of which one list has the checkpoint and the other the disk are not missing', () => {
    const header = ['ComputerName', 'Path', 'VhdType', 'FileSize', 'Size', 'ParentPath'];
    const differencing = ['hv1', 'D:\\b_1.avhdx', 'Differencing', MIB, 2048 * MIB, 'D:\\b.vhdx'];
    const result = importedLists([
      vms(vm('a'), vm('b')),
      table('vhd', header, ['hv1', 'D:\\a.vhdx', 'Dynamic', MIB, 2048 * MIB, ''], differencing),
      drives(
        ['a', '', `D:\\a_${GUID}.avhdx`, 'SCSI', 'hv1'],
        ['a', '', 'D:\\a.vhdx', 'SCSI', 'hv1'],
        ['b', '', 'D:\\b.vhdx', 'SCSI', 'hv1'],
        ['b', '', 'D:\\b_1.avhdx', 'SCSI', 'hv1'],
      ),
    ]);
    expect(fields(result, 'vm size')).toEqual(['a | 2048 MiB', 'b | 2048 MiB']);
    expect(found(result)).toEqual(['checkpoint-alone vhd 3']);
  });

  test('of VMs that are left out are told of by nothing, and left out with them', () => {
    const result = importedLists([
      vms(vm('a'), vm('b', 'hv1', 'Off')),
      vhds(
        disk('a'),
        ['b', 'Disk 3 100 GB', '', null, 100, 'hv1'],
        ['b', 'D:\\b.vhdx', 'Fixed', 1, 2, 'hv1'],
        ['b', '', 'Dynamic', 1, 2, 'hv1'],
        ['b', `${CSV1}\\b.vhdx`, 'Dynamic', 1, 2, 'hv1'],
      ),
    ]);
    expect(result.inventory.disks.map(({ leftOut }) => leftOut)).toEqual([
      undefined,
      ...Array(4).fill('vm-left-out'),
    ]);
    expect(found(result)).toEqual(['vm-powered-off vms 3']);
  });

  test('of three MiB are the smallest that there are', () => {
    const sized = (bytes: number) => [['hv1', 'D:\\a.vhdx', 'Dynamic', MIB, bytes]];
    const header = ['ComputerName', 'Path', 'VhdType', 'FileSize', 'Size'];
    expect(fields(importedLists([table('vhd', header, ...sized(3 * MIB))]), 'size')).toEqual(['3 MiB']);
    const both = table('vhd', header, ...sized(3 * MIB), ['hv1', 'D:\\b.vhdx', 'Dynamic', MIB, 3 * MIB - 1]);
    expect(found(importedLists([both]))).toContain('disk-bad-capacity vhd 3');
  });

  test('without a path are each one, beside those that have one', () => {
    const result = importedLists([vhds(disk('a', ''), disk('a', ''), disk('a', 'D:\\a.vhdx'))]);
    expect(fields(result, 'vm datastore')).toEqual([
      'a | assumed volume 1',
      'a | assumed volume 1',
      'a | hv1 D:',
    ]);
  });

  test('of checkpoints whose parent is not listed are one for each parent, whatever they are called', () => {
    const header = [...VHD_HEADER, 'ParentPath'];
    const child = (file: string, parent: string): Cell[] => [
      ...['a', `D:\\${file}`, 'Differencing'],
      ...[1, 2, 'hv1', `D:\\${parent}`],
    ];
    const result = importedLists([
      table(
        'x',
        header,
        child('1.avhdx', 'os.vhdx'),
        child('2.avhdx', 'os.vhdx'),
        child('3.avhdx', 'data.vhdx'),
      ),
    ]);
    expect(result.inventory.disks).toHaveLength(2);
    expect(found(result)).toEqual(['no-vm-list', 'checkpoint-alone x 2 4']);
  });

  test.each([
    ['Differencing', ''],
    ['4', ''],
    ['Dynamic', 'D:\\gone.vhdx'],
  ])('are checkpoints by type %j and parent %j, whatever the file is called', (type, parent) => {
    const header = [...VHD_HEADER, 'ParentPath'];
    const result = importedLists([table('x', header, ['a', 'D:\\a.vhdx', type, 1, 2, 'hv1', parent])]);
    expect(found(result)).toEqual(['no-vm-list', 'checkpoint-alone x 2']);
    // Nobody knows how much its parent has.
    expect(fields(result, 'used')).toEqual(['2048 MiB']);
  });
});

describe('a file that stands with two VMs is of the first of them', () => {
  const header = [...VHD_HEADER, 'Cluster'];
  const row = (name: string, path: string, host: string, cluster = ''): Cell[] => [
    ...disk(name, path, host),
    cluster,
  ];
  const counted = (...rows: Cell[][]) => {
    const { disks, vms: all } = importedLists([table('x', header, ...rows)]).inventory;
    return disks.filter(({ leftOut }) => leftOut === undefined).map((each) => all[each.vm]!.name);
  };
  const shared = 'C:\\ClusterStorage\\Volume1\\shared.vhdx';

  test('on a volume of their cluster, on whatever hosts, and on a share, in whatever clusters', () => {
    expect(counted(row('a', shared, 'hv1', 'c1'), row('b', shared, 'hv2', 'c1'))).toEqual(['a']);
    const share = '\\\\fs1\\vms\\shared.vhdx';
    expect(counted(row('a', share, 'hv1', 'c1'), row('b', share, 'hv2', 'c2'))).toEqual(['a']);
    expect(counted(row('a', 'D:\\x.vhdx', 'hv1'), row('b', 'D:\\x.vhdx', 'hv1'))).toEqual(['a']);
    // What is no path may be any file of the host.
    expect(counted(row('a', 'x.vhdx', 'hv1'), row('b', 'x.vhdx', 'hv1'))).toEqual(['a']);
  });

  test('not in two clusters, on drives of two hosts, or without a path', () => {
    expect(counted(row('a', shared, 'hv1', 'c1'), row('b', shared, 'hv2', 'c2'))).toEqual(['a', 'b']);
    expect(counted(row('a', 'D:\\x.vhdx', 'hv1', 'c1'), row('b', 'D:\\x.vhdx', 'hv2', 'c1'))).toEqual([
      'a',
      'b',
    ]);
    expect(counted(row('a', '', 'hv1', 'c1'), row('b', '', 'hv1', 'c1'))).toEqual(['a', 'b']);
  });

  test('of those that are taken', () => {
    const result = importedLists([
      vms(vm('a', 'hv1', 'Off'), vm('b')),
      vhds(disk('a', 'D:\\x.vhdx'), disk('b', 'D:\\x.vhdx')),
    ]);
    expect(fields(result, 'vm')).toEqual(['b']);
    expect(found(result)).toEqual(['vm-powered-off vms 2']);
  });
});

describe('volumes', () => {
  const header = [...VHD_HEADER, 'Cluster'];
  const row = (name: string, path: string, host: string, cluster = ''): Cell[] => [
    ...disk(name, path, host),
    cluster,
  ];
  const told = (...tables: Parameters<typeof importedLists>[0]) => {
    const { datastores } = importedLists(tables).inventory;
    return datastores.map(({ label, hosts, owner }) => `${label} | ${hosts.join()} | ${owner ?? '-'}`);
  };

  test('that are shares are mounted by all of the cluster of a VM that uses them, and by no other', () => {
    expect(
      told(
        table(
          'x',
          header,
          row('a', '\\\\fs1\\vms\\a.vhdx', 'hv1', 'c1'),
          row('b', 'D:\\b.vhdx', 'hv2', 'c1'),
          row('c', 'D:\\c.vhdx', 'hv3', 'c2'),
        ),
      ),
    ).toEqual(['\\\\fs1\\vms | hv1,hv2 | -', 'hv2 D: | hv2 | -', 'hv3 D: | hv3 | -']);
  });

  test('of a cluster have an owner where a disk to back up lies on them', () => {
    const list = vms(vm('a'), vm('b', 'hv1', 'Off'));
    expect(
      told(list, vhds(disk('a', `${CSV1}\\a.vhdx`), disk('b', 'C:\\ClusterStorage\\Volume2\\b.vhdx'))),
    ).toEqual(['Volume1 | hv1 | hv1', 'Volume2 | hv1 | -']);
  });

  test('are mounted by all hosts where nobody knows by whom', () => {
    const list = vms(vm('a', ''), vm('b', 'hv1'), vm('c', 'hv2'));
    expect(
      told(
        list,
        vhds(disk('a', `${CSV1}\\a.vhdx`, ''), disk('b', 'D:\\b.vhdx'), disk('c', 'D:\\c.vhdx', 'hv2')),
      )[0],
    ).toBe('Volume1 | hv1,hv2 | hv1');
    // So are invented ones.
    expect(told(vhds(disk('a', ''), disk('b', 'D:\\b.vhdx', 'hv2')))[0]).toBe(
      'assumed volume 1 | hv1,hv2 | hv1',
    );
  });

  test('know their protocol but where they are shared by a cluster', () => {
    const { datastores } = importedLists([
      vhds(disk('a', `${CSV1}\\a.vhdx`), disk('b', '\\\\fs1\\vms\\b.vhdx'), disk('c')),
    ]).inventory;
    expect(datastores.map(({ protocol, protocolKnown }) => [protocol, protocolKnown])).toEqual([
      ['fc', false],
      ['smb', true],
      ['local', true],
    ]);
  });

  test('that are invented have 70 disks to back up each', () => {
    const off = vms(...Array.from({ length: 100 }, (_, n) => vm(`v${n}`, 'hv1', n < 25 ? 'Off' : 'Running')));
    const rows = Array.from({ length: 100 }, (_, n) => disk(`v${n}`, ''));
    const stores = fields(importedLists([off, vhds(...rows)]), 'datastore');
    expect(stores.map((name) => Number(name.at(-1)))).toEqual([...Array(70).fill(1), ...Array(5).fill(2)]);
  });

  test('are owned by whom Get-ClusterSharedVolume tells, by path or by name, where that host mounts them', () => {
    const volumes = (...rows: Cell[][]) => table('csv', ['OwnerNode', 'Path', 'Cluster'], ...rows);
    const two = table(
      'x',
      header,
      row('a', `${CSV1}\\a.vhdx`, 'hv1', 'c1'),
      row('b', 'D:\\b.vhdx', 'hv2', 'c1'),
    );
    const owner = (...rows: Cell[][]) => told(two, volumes(...rows))[0];
    expect(owner(['hv2', CSV1, 'c1'])).toBe('Volume1 | hv1,hv2 | hv2');
    expect(owner(['HV2', 'volume1', ''])).toBe('Volume1 | hv1,hv2 | hv2');
    // Nobody, and one that is none of its hosts.
    expect(owner(['', CSV1, 'c1'])).toBe('Volume1 | hv1,hv2 | hv1');
    const other = row('c', 'D:\\c.vhdx', 'hv3', 'c2');
    const three = table('x', header, row('a', `${CSV1}\\a.vhdx`, 'hv1', 'c1'), other);
    expect(told(three, volumes(['hv3', CSV1, 'c1']))[0]).toBe('Volume1 | hv1 | hv1');
  });

  test('of one name in two clusters each have the owner that is told of their own', () => {
    const rows = ['hv1', 'hv2'].map((host) => row(host, `${CSV1}\\${host}.vhdx`, host, 'c1'));
    const others = ['hv3', 'hv4'].map((host) => row(host, `${CSV1}\\${host}.vhdx`, host, 'c2'));
    const volumes = table(
      'csv',
      ['OwnerNode', 'Path', 'Cluster'],
      ['hv2', CSV1, ''],
      ['hv4', CSV1, 'c2'],
      ['hv1', CSV1, 'c1'],
      ['hv3', CSV1, ''],
    );
    expect(told(table('x', header, ...rows, ...others), volumes)).toEqual([
      'Volume1 | hv1,hv2 | hv1',
      'Volume1#2 | hv3,hv4 | hv4',
    ]);
  });

  test('tell that their owner is assumed where it could be another', () => {
    const assumed = (...rows: Cell[][]) =>
      found(importedLists([table('x', header, ...rows)])).includes('owner-assumed');
    expect(assumed(row('a', `${CSV1}\\a.vhdx`, 'hv1', 'c1'), row('b', 'D:\\b.vhdx', 'hv2', 'c1'))).toBe(true);
    expect(assumed(row('a', `${CSV1}\\a.vhdx`, 'hv1', 'c1'), row('b', 'D:\\b.vhdx', 'hv2', 'c2'))).toBe(
      false,
    );
  });
});
