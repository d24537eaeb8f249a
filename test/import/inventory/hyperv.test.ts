import { describe, expect, test } from 'vitest';
import { importInventory } from '../../../src/import/inventory.ts';
import { scenarioOfImport } from '../scenario-of-import.ts';
import { table } from '../tables.ts';
import { fields, found, importedLists, VHD_HEADER, vhds, vms } from './lists.ts';

const CSV1 = 'C:\\ClusterStorage\\Volume1';
const GUID = '4b0c2f6e-1a2b-3c4d-5e6f-0123456789ab';

describe('sizes of virtual disks', () => {
  test('are GiB where scripts say GB: the file is the used space, the maximum the size', () => {
    const result = importedLists([vhds(['a', `${CSV1}\\a\\a.vhdx`, 'Dynamic', 1.5, 40, 'hv1'])]);
    // 40 x 1024, 1.5 x 1024.
    expect(fields(result, 'vm host datastore size used tracking')).toEqual([
      'a | hv1 | Volume1 | 40960 MiB | 1536 MiB | rct',
    ]);
    expect(found(result)).toEqual(['no-vm-list']);
  });

  test('are bytes as raw properties have them, also with enumerations as numbers', () => {
    const header = ['VMName', 'Path', 'VhdFormat', 'VhdType', 'FileSize', 'Size', 'ComputerName'];
    const row = ['a', 'D:\\a.vhdx', 3, 3, 1_073_741_824, 2_147_483_648, 'hv1'];
    expect(fields(importedLists([table('raw', header, row)]), 'datastore size used')).toEqual([
      'hv1 D: | 2048 MiB | 1024 MiB',
    ]);
  });

  test('are whole bytes in the inventory where they are no whole MiB: files of .vhd disks end with 512 bytes more', () => {
    const header = ['VMName', 'Path', 'VhdType', 'FileSize', 'Size', 'ComputerName'];
    const row = ['a', 'D:\\a.vhd', 'Dynamic', 1_073_742_336, 2_147_483_648, 'hv1'];
    const result = importedLists([table('raw', header, row)]);
    expect(fields(result, 'size used')).toEqual(['2048 MiB | 1073742336 B']);
    expect(scenarioOfImport(result).vms.disksOf(0)).toMatchObject([{ used: 1_073_742_336 }]);
  });

  test.each([
    ['FileSizeGB', 'SizeGB'],
    ['File size (GB)', 'Size (GB)'],
    ['Current Size [GiB]', 'Maximum size [GiB]'],
    ['currentsizegb', 'MAXSIZEGB'],
  ])('go by %j and %j, too', (file, size) => {
    const header = ['VM Name', 'VHD Path', file, size, 'Host'];
    const result = importedLists([table('x', header, ['a', 'D:\\a.vhdx', '1', '2', 'hv1'])]);
    expect(fields(result, 'size used')).toEqual(['2048 MiB | 1024 MiB']);
  });

  test('with a unit of their own have that unit', () => {
    const header = ['VM Name', 'VHD Path', 'FileSize', 'Size', 'Host'];
    const result = importedLists([table('x', header, ['a', 'D:\\a.vhdx', '512 MB', '2 GB', 'hv1'])]);
    expect(fields(result, 'size used')).toEqual(['2048 MiB | 512 MiB']);
  });

  test('that no disk has leave it out: none, nothing, less than a virtual disk takes, more than there is', () => {
    const bad = [null, 0, -1, 0.001, 1e12, 'unknown'];
    const rows = bad.map((size, index) => ['a', `D:\\${index}.vhdx`, 'Dynamic', 1, size, 'hv1']);
    const result = importedLists([vhds(['a', 'D:\\good.vhdx', 'Dynamic', 1, 2, 'hv1'], ...rows)]);
    expect(fields(result, 'size')).toEqual(['2048 MiB']);
    expect(found(result)).toEqual(['no-vm-list', 'disk-bad-capacity vhds 3 4 5 6 7 8']);
  });

  test('never are smaller than the used space, which the headers of a file may exceed', () => {
    const result = importedLists([vhds(['a', 'D:\\a.vhdx', 'Dynamic', 2.01, 2, 'hv1'])]);
    expect(fields(result, 'size used')).toEqual(['2048 MiB | 2048 MiB']);
  });

  test('of fixed disks tell no used space, and neither does a row without one: they count as full', () => {
    const result = importedLists([
      vhds(['a', 'D:\\a.vhdx', 'Fixed', 1, 2, 'hv1'], ['b', 'D:\\b.vhdx', 'Dynamic', null, 2, 'hv1']),
    ]);
    expect(fields(result, 'used')).toEqual(['2048 MiB', '2048 MiB']);
    expect(found(result)).toEqual(['no-vm-list', 'disk-fixed vhds 2', 'used-unknown vhds 3']);
  });
});

describe('checkpoints', () => {
  const base = ['a', 'D:\\a\\a.vhdx', 'Dynamic', 10, 40, 'hv1'];
  const newest = ['a', `D:\\a\\a_${GUID}.avhdx`, 'Differencing', 2, 40, 'hv1'];

  test('count with the disk that they belong to, whichever stands first', () => {
    for (const rows of [
      [base, newest],
      [newest, base],
    ]) {
      const result = importedLists([vhds(...rows)]);
      // 10 + 2 GiB.
      expect(fields(result, 'size used')).toEqual(['40960 MiB | 12288 MiB']);
      expect(result.diagnostics.map(({ code }) => code)).toContain('checkpoint-merged');
    }
  });

  test('go back to it through each other, by the parents that are told', () => {
    const header = [...VHD_HEADER, 'ParentPath'];
    const other = 'D:\\a\\second.avhdx';
    const result = importedLists([
      table(
        'x',
        header,
        ['a', 'D:\\a\\third.avhdx', 'Differencing', 1, 50, 'hv1', other],
        ['a', other, 'Differencing', 2, 40, 'hv1', 'd:\\A\\base.VHDX'],
        ['a', 'D:\\a\\base.vhdx', 'Dynamic', 4, 40, 'hv1', ''],
      ),
    ]);
    // The disk has grown since: 50 GiB. 1 + 2 + 4 GiB are used.
    expect(fields(result, 'size used')).toEqual(['51200 MiB | 7168 MiB']);
  });

  test('of which the parent is not listed are one disk, which counts as full', () => {
    const older = ['a', `D:\\a\\a_${GUID.replace('4', '5')}.avhdx`, 'Differencing', 1, 40, 'hv1'];
    const result = importedLists([vhds(newest, older)]);
    expect(fields(result, 'size used')).toEqual(['40960 MiB | 40960 MiB']);
    expect(found(result)).toEqual(['no-vm-list', 'checkpoint-alone vhds 2']);
  });

  test('of two VMs with one parent stay two disks: clones of a template', () => {
    const header = [...VHD_HEADER, 'ParentPath'];
    const clone = (vm: string) => [vm, `D:\\${vm}.vhdx`, 'Differencing', 1, 40, 'hv1', 'D:\\template.vhdx'];
    const result = importedLists([table('x', header, clone('a'), clone('b'))]);
    expect(fields(result, 'vm used')).toEqual(['a | 40960 MiB', 'b | 40960 MiB']);
  });

  test('whose parents form a circle have no base: each is a disk of its own, which counts as full', () => {
    const header = [...VHD_HEADER, 'ParentPath'];
    const file = (own: string, parent: string) => ['a', own, 'Differencing', 1, 40, 'hv1', parent];
    const tables = [table('x', header, file('D:\\1.vhdx', 'D:\\2.vhdx'), file('D:\\2.vhdx', 'D:\\1.vhdx'))];
    expect(fields(importedLists(tables), 'size used')).toEqual([
      '40960 MiB | 40960 MiB',
      '40960 MiB | 40960 MiB',
    ]);
  });
});

describe('where a disk lies', () => {
  const stores = (...rows: string[][]) => {
    const { inventory } = importedLists([
      vhds(...rows.map(([vm = '', path = '', host = '']) => [vm, path, 'Dynamic', 1, 2, host])),
    ]);
    return inventory.datastores.map(({ name, kind, hosts }) => `${name} | ${kind} | ${hosts.join()}`);
  };

  test('on a cluster shared volume, which all hosts of the cluster mount', () => {
    expect(stores(['a', `${CSV1}\\a.vhdx`, 'hv1'], ['b', 'c:/clusterstorage/Volume2/b.vhdx', 'hv2'])).toEqual(
      ['Volume1 | csv | hv1,hv2', 'Volume2 | csv | hv1,hv2'],
    );
  });

  test('on a share, which those mount whose VMs use it', () => {
    expect(
      stores(
        ['a', '\\\\fs1\\vms\\a.vhdx', 'hv1'],
        ['b', '\\\\FS1\\VMs\\b.vhdx', 'hv2'],
        ['c', 'E:\\c.vhdx', 'hv3'],
      ),
    ).toEqual(['\\\\fs1\\vms | smb | hv1,hv2', 'hv3 E: | local | hv3']);
  });

  test('on a drive of its host, which another host has too', () => {
    expect(
      stores(['a', 'D:\\a.vhdx', 'hv1'], ['b', 'd:\\b.vhdx', 'hv2'], ['c', '\\\\?\\D:\\c.vhdx', 'hv2']),
    ).toEqual(['hv1 D: | local | hv1', 'hv2 D: | local | hv2']);
  });

  test('the administrative share of its host is that drive, of another host a share', () => {
    expect(
      stores(['a', '\\\\hv1\\d$\\a.vhdx', 'hv1'], ['b', '\\\\hv2\\d$\\b.vhdx', 'hv1'], ['c', 'D:\\c', 'hv2']),
    ).toEqual(['hv1 D: | local | hv1', '\\\\hv2\\D$ | smb | hv1', 'hv2 D: | local | hv2']);
  });

  test('nowhere, as no path says: on invented volumes', () => {
    const result = importedLists([
      vhds(['a', '', 'Dynamic', 1, 2, 'hv1'], ['a', null, 'Dynamic', 1, 2, 'hv1']),
    ]);
    expect(fields(result, 'vm datastore')).toEqual(['a | assumed volume 1', 'a | assumed volume 1']);
    expect(found(result)).toEqual(['no-vm-list', 'datastores-assumed vhds 2 3']);
  });

  test('clusters that are told keep volumes of one name apart, and each host in its own', () => {
    const header = [...VHD_HEADER, 'Cluster'];
    const row = (vm: string, host: string, cluster: string) => {
      return [vm, `${CSV1}\\${vm}.vhdx`, 'Dynamic', 1, 2, host, cluster];
    };
    const result = importedLists([table('x', header, row('a', 'hv1', 'north'), row('b', 'hv2', 'south'))]);
    expect(result.inventory.datastores.map(({ label, hosts }) => `${label}: ${hosts.join()}`)).toEqual([
      'Volume1: hv1',
      'Volume1#2: hv2',
    ]);
    expect(found(result)).toEqual(['no-vm-list']);
    expect(fields(result, 'vm tags')).toEqual(['a | north', 'b | south']);
  });

  test('a cluster shared volume is read by the owner that Get-ClusterSharedVolume tells, else by hosts in turn', () => {
    const rows = [1, 2, 3].map((n) => [
      `v${n}`,
      `C:\\ClusterStorage\\Volume${n}\\x.vhdx`,
      'Dynamic',
      1,
      2,
      `hv${n}`,
    ]);
    const owners = (...more: ReturnType<typeof table>[]) =>
      importedLists([vhds(...rows), ...more]).inventory.datastores.map(({ owner }) => owner);
    expect(owners()).toEqual(['hv1', 'hv2', 'hv3']);
    const header = ['Name', 'OwnerNode.Name', 'SharedVolumeInfo.0.FriendlyVolumeName'];
    const told = table(
      'csv',
      header,
      ['Cluster Disk 1', 'HV3', CSV1],
      ['Disk 2', 'hv3', 'C:\\ClusterStorage\\Volume2'],
    );
    expect(owners(told)).toEqual(['hv3', 'hv3', 'hv1']);
  });
});

describe('which VM a disk is of', () => {
  test('tells the list of VMs by id, whatever the name, and a replica of that id is another VM', () => {
    const tables = [
      table(
        'vms',
        ['Name', 'VMId', 'State', 'ComputerName'],
        ['a', 'ID-1', 'Running', 'hv1'],
        ['a', 'ID-1', 'Off', 'hv2'],
      ),
      table(
        'vhds',
        ['VMName', 'VMId', 'VHD Path', 'SizeGB', 'FileSizeGB', 'ComputerName'],
        ['renamed', 'id-1', 'D:\\a.vhdx', 2, 1, 'hv1'],
        ['a', 'id-1', 'D:\\a.vhdx', 2, 1, 'hv2'],
      ),
    ];
    const result = importedLists(tables);
    expect(fields(result, 'vm host datastore')).toEqual(['a | hv1 | hv1 D:']);
    expect(found(result)).toEqual([
      'vm-powered-off vms 3',
      'vm-name-repeated vms 3',
      'disk-name-differs vhds 2',
      // The drive of the replica.
      'datastore-unused',
    ]);
  });

  test('tells Get-VMHardDiskDrive where Get-VHD names no VM, host by host', () => {
    const raw = table(
      'vhd',
      ['ComputerName', 'Path', 'VhdType', 'FileSize', 'Size'],
      ['hv1', 'D:\\x\\0.vhdx', 'Dynamic', 1_073_741_824, 2_147_483_648],
      ['hv2', 'D:\\x\\0.vhdx', 'Dynamic', 1_073_741_824, 2_147_483_648],
    );
    const drives = table(
      'drives',
      ['VMName', 'Path', 'ControllerType', 'ComputerName', 'Name'],
      ['two', 'd:\\X\\0.vhdx', 'SCSI', 'hv2', 'Hard Drive on SCSI controller'],
      ['one', 'D:\\x\\0.vhdx', 'SCSI', 'hv1', 'Hard Drive on SCSI controller'],
    );
    expect(fields(importedLists([raw, drives]), 'vm host')).toEqual(['one | hv1', 'two | hv2']);
  });

  test('tells the JSON of Get-VM, which has the paths', () => {
    const header = ['Name', 'State', 'ComputerName', 'HardDrives.0.Path', 'HardDrives.1.Path'];
    const list = table('vms', header, ['a', 2, 'hv1', 'D:\\x\\0.vhdx', 'D:\\x\\1.vhdx']);
    const raw = table(
      'vhd',
      ['Path', 'VhdType', 'FileSize', 'Size'],
      ['D:\\x\\1.vhdx', 3, 4_194_304, 8_388_608],
    );
    const result = importedLists([list, raw]);
    expect(fields(result, 'vm host size')).toEqual(['a | hv1 | 8 MiB']);
    // Its other file is in no list of sizes.
    expect(found(result)).toEqual(['disk-not-sized vms 2']);
  });

  test.each([
    ['D:\\VMs\\sql01\\Virtual Hard Disks\\os.vhdx', 'sql01'],
    ['C:\\ClusterStorage\\Volume1\\web01\\data.vhdx', 'web01'],
    ['C:\\ClusterStorage\\Volume1\\web01.vhdx', 'web01'],
    ['\\\\fs1\\vms\\web01\\disk1.vhdx', 'web01'],
    ['\\\\fs1\\vms\\web01.vhdx', 'web01'],
    [`D:\\Hyper-V\\db_${GUID}.avhdx`, 'db'],
  ])('else its path tells: %s', (path, vm) => {
    const raw = table(
      'vhd',
      ['ComputerName', 'Path', 'VhdType', 'Size'],
      ['hv1', path, 'Dynamic', 8_388_608],
    );
    const result = importedLists([raw]);
    expect(fields(result, 'vm')).toEqual([vm]);
    expect(found(result)).toContain('vm-guessed vhd 2');
  });

  test('a VM that is known goes before a folder: in any case of letters', () => {
    const list = vms(['Web01', 'Running', 'hv1', 'False', '9.0']);
    const raw = table(
      'vhd',
      ['Path', 'VhdType', 'Size'],
      ['D:\\web01\\disks of it\\os.vhdx', 'Dynamic', 8_388_608],
    );
    expect(fields(importedLists([list, raw]), 'vm host')).toEqual(['Web01 | hv1']);
  });

  test('disks of VMs that the list does not have are left out, and VMs without a disk', () => {
    const list = vms(['a', 'Running', 'hv1', 'False', '9.0'], ['b', 'Running', 'hv1', 'False', '9.0']);
    const result = importedLists([
      list,
      vhds(['a', 'D:\\a.vhdx', 'Dynamic', 1, 2, 'hv1'], ['c', 'D:\\c.vhdx', 'Dynamic', 1, 2, 'hv1']),
    ]);
    expect(fields(result, 'vm')).toEqual(['a']);
    expect(found(result)).toEqual(['vm-without-disks vms 3', 'disk-of-unknown-vm vhds 3']);
  });

  test('what stands twice counts once: a row, a file of two VMs, a VM', () => {
    const list = vms(
      ['a', 'Running', 'hv1', 'False', '9.0'],
      ['a', 'Running', 'HV1.example.com', 'False', '9.0'],
      ['b', 'Running', 'hv1', 'False', '9.0'],
    );
    const row = (vm: string, file: string) => [vm, `D:\\${file}.vhdx`, 'Dynamic', 1, 2, 'hv1'];
    const result = importedLists([list, vhds(row('a', 'a'), row('a', 'A'), row('b', 'b'), row('b', 'a'))]);
    expect(fields(result, 'vm size')).toEqual(['a | 2048 MiB', 'b | 2048 MiB']);
    expect(found(result)).toEqual([
      'vm-repeated vms 3',
      'disk-of-several-vms vhds 5',
      'disk-repeated vhds 3',
    ]);
    expect(result.summary).toMatchObject({ hosts: 1, vms: 2, disks: 2, disksOfSeveralVms: 1 });
  });

  test('disks that are handed through are left out, and a VM that has no others', () => {
    const result = importedLists([
      vhds(
        ['a', 'D:\\a.vhdx', 'Dynamic', 1, 2, 'hv1'],
        ['b', 'Disk 3 100.00 GB Bus 0 Lun 3 Target 0', '', null, 100, 'hv1'],
      ),
    ]);
    expect(fields(result, 'vm')).toEqual(['a']);
    expect(found(result)).toEqual([
      'no-vm-list',
      'vm-nothing-protectable vhds 3',
      'disk-pass-through vhds 3',
    ]);
  });
});

describe('VMs of a list', () => {
  const disk = (vm: string) => [vm, `D:\\${vm}.vhdx`, 'Dynamic', 1, 2, 'hv1'];

  test('are taken by their state; those that are off where the user says so, saved ones never', () => {
    const states = ['Running', 'Paused', 2, 'Off', 3, 'Saved', 6, 'Unheard'];
    const names = states.map((_, index) => `v${index}`);
    const tables = [
      vms(...states.map((state, index) => [`v${index}`, state, 'hv1', 'False', '9.0'])),
      vhds(...names.map(disk)),
    ];
    const result = importedLists(tables);
    expect(fields(result, 'vm')).toEqual(['v0', 'v1', 'v2', 'v7']);
    expect(found(result)).toEqual(['vm-powered-off vms 5 6', 'vm-suspended vms 7 8', 'power-unknown vms 9']);
    expect(fields(importedLists(tables, { poweredOff: true }), 'vm')).toEqual([
      'v0',
      'v1',
      'v2',
      'v3',
      'v4',
      'v7',
    ]);
  });

  test('may tell their state in the rows of disks', () => {
    const header = [...VHD_HEADER, 'VM State'];
    const result = importedLists([table('x', header, [...disk('a'), 'Running'], [...disk('b'), 'Off'])]);
    expect(fields(result, 'vm')).toEqual(['a']);
    expect(found(result)).toEqual(['no-vm-list', 'vm-powered-off x 3']);
  });

  test('with an old configuration are read whole, as Hyper-V tracks no changes of them', () => {
    const result = importedLists([
      vms(['a', 'Running', 'hv1', 'False', '5.0'], ['b', 'Running', 'hv1', 'False', '8.0']),
      vhds(disk('a'), disk('b')),
    ]);
    expect(fields(result, 'vm tracking')).toEqual(['a | none', 'b | rct']);
    expect(found(result)).toEqual(['vm-version-old vms 2']);
  });

  test('tell which cluster a host is of, though its disks name no host', () => {
    const tables = [
      vms(['a', 'Running', 'hv1', 'True', '9.0'], ['b', 'Running', 'hv2', 'False', '9.0']),
      table('vhds', ['VMName', 'VHD Path', 'SizeGB'], ['a', `${CSV1}\\a.vhdx`, 2], ['b', 'D:\\b.vhdx', 2]),
    ];
    const { inventory } = importedLists(tables);
    expect(inventory.hosts.map(({ label, cluster }) => `${label} ${cluster}`)).toEqual([
      'hv1 cluster1',
      'hv2 ',
    ]);
    expect(inventory.datastores.map(({ label, hosts }) => `${label} ${hosts.join()}`)).toEqual([
      'Volume1 hv1',
      'hv2 D: hv2',
    ]);
  });

  test('go by their state, by its word and by the number of the enumeration', () => {
    const states = [
      'Running',
      '2',
      'OffCritical',
      '3',
      '32782',
      'Reset',
      '11',
      '32785',
      'FastSaved',
      '32779',
      '32791',
    ];
    const tables = [
      vms(...states.map((state, n) => [`v${n}`, state, 'hv1', 'False', '9.0'])),
      vhds(...states.map((_, n) => [`v${n}`, `D:\\v${n}.vhdx`, 'Dynamic', 1, 2, 'hv1'])),
    ];
    const result = importedLists(tables);
    expect(fields(result, 'vm')).toEqual(['v0', 'v1', 'v5', 'v6', 'v7']);
    expect(found(result)).toEqual(['vm-powered-off vms 4 5 6', 'vm-suspended vms 10 11 12']);
  });

  test('without sizes of disks are nothing to go by', () => {
    const result = importInventory([vms(['a', 'Running', 'hv1', 'False', '9.0'])]);
    expect([result.ok, found(result)]).toEqual([false, ['no-vhd-list']]);
  });
});

describe('lists of System Center: Get-SCVirtualMachine and Get-SCVirtualHardDisk', () => {
  const GIB = 1_073_741_824;
  const list = table(
    'vms',
    ['Name', 'Status', 'ComputerName', 'HostName', 'OperatingSystem', 'IsHighlyAvailable'],
    ['app', 'Running', 'app.example.com', 'hv1.example.com', '64-bit edition of Windows Server 2022', 'True'],
    ['old', 'PowerOff', '', 'hv1.example.com', '', 'True'],
    ['kept', 'Saved', '', 'hv1.example.com', '', 'True'],
    ['shelf', 'Stored', '', 'lib.example.com', '', 'False'],
  );
  const DISK_HEADER = ['Name', 'VHDType', 'VHDFormatType', 'Location', 'MaximumSize', 'Size', 'HostName'];
  const disk = (name: string, type: string, path: string, maximum: number, file: number) => [
    name,
    type,
    'VHDX',
    path,
    maximum * GIB,
    file * GIB,
    'hv1.example.com',
  ];

  test('the size is the maximum, that of the file the used space, the name of a disk is no VM', () => {
    const disks = table(
      'disks',
      DISK_HEADER,
      disk('app_os', 'DynamicallyExpanding', `${CSV1}\\app\\app_os.vhdx`, 40, 12),
      disk('app_data', 'FixedSize', `${CSV1}\\app\\app_data.vhdx`, 8, 8),
    );
    const result = importedLists([list, disks]);
    expect(fields(result, 'vm host datastore size used guest')).toEqual([
      'app | hv1.example.com | Volume1 | 40960 MiB | 12288 MiB | windows',
      'app | hv1.example.com | Volume1 | 8192 MiB | 8192 MiB | windows',
    ]);
    expect(found(result)).toEqual([
      'vm-powered-off vms 3 5',
      'vm-suspended vms 4',
      'vm-guessed disks 2 3',
      'disk-fixed disks 3',
    ]);
  });

  test('which disk is whose a column of a script tells, or the files of the VM in JSON', () => {
    const path = `${CSV1}\\pool\\0001.vhdx`;
    const [header, row] = [
      ['VMName', ...DISK_HEADER],
      ['app', ...disk('0001', 'DynamicallyExpanding', path, 4, 1)],
    ];
    const told = importedLists([list, table('disks', header, row)]);
    expect(fields(told, 'vm size used')).toEqual(['app | 4096 MiB | 1024 MiB']);
    const nested = table(
      'vms',
      ['Name', 'Status', 'VMHost.Name', 'VirtualHardDisks.0.Location'],
      ['app', 'Running', 'hv1.example.com', path],
    );
    const byFile = importedLists([nested, table('disks', DISK_HEADER, row.slice(1))]);
    expect(fields(byFile, 'vm host')).toEqual(['app | hv1.example.com']);
  });
});

test('every host is a proxy of its own VMs: the scenario names none, and the repository has slots for all', () => {
  const { scenarioYaml, summary } = importedLists([
    vhds(['a', `${CSV1}\\a.vhdx`, 'Dynamic', 1, 2, 'hv1'], ['b', `${CSV1}\\b.vhdx`, 'Dynamic', 1, 2, 'hv2']),
  ]);
  expect(scenarioYaml).not.toMatch(/^proxies:/m);
  // Two hosts of four.
  expect(scenarioYaml).toContain('maxConcurrentTasks: 8');
  expect(summary.proxies).toBe(0);
});
