import { describe, expect, test } from 'vitest';
import type { Cell, Table } from '../../../../src/import/tables/table.ts';
import { imported, records, table } from '../../tables.ts';
import { fields, found, importedLists } from '../lists.ts';

const VM_HEADER = ['Name', 'PowerState', 'UsedSpaceGB', 'ProvisionedSpaceGB', 'VMHost', 'Id'];
const DISK_HEADER = ['Parent', 'ParentId', 'Name', 'CapacityGB', 'Persistence', 'DiskType', 'Filename'];

const vms = (...rows: Cell[][]) => table('vms', VM_HEADER, ...rows);
const disks = (...rows: Cell[][]) => table('disks', DISK_HEADER, ...rows);
const vm = (name: string, id: string, power: Cell = 'PoweredOn'): Cell[] => [name, power, 1, 4, 'esx1', id];
const disk = (
  name: string,
  id: string,
  label = 'Hard disk 1',
  mode = 'Persistent',
  type = 'Flat',
): Cell[] => {
  return [name, id, label, 4, mode, type, `[ds1] ${id}/${label}.vmdk`];
};
/** What every such list lacks. */
const ALWAYS = ['tracking-unknown', 'datastores-derived'];
const news = (tables: readonly Table[]) =>
  found(importedLists(tables)).filter((text) => !ALWAYS.some((code) => text.startsWith(code)));

describe('lists of Get-VM and Get-HardDisk', () => {
  test('give what an RVTools export of the same estate gives', () => {
    // 1.5 GB are 1536 MiB, and so on.
    const rvtools = imported([
      table(
        'vInfo',
        ['VM', 'VM ID', 'Powerstate', 'Disks', 'Provisioned MiB', 'In Use MiB', 'Host'],
        ['a', 'vm-1', 'poweredOn', 2, 12_288, 6144, 'esx1'],
        ['b', 'vm-2', 'poweredOn', 1, 2048, 1024, 'esx2'],
      ),
      table(
        'vDisk',
        ['VM', 'VM ID', 'Disk', 'Capacity MiB', 'Raw', 'Disk Mode', 'Disk Path'],
        ['a', 'vm-1', 'Hard disk 1', 8192, 'False', 'persistent', '[ds1] a/a.vmdk'],
        ['a', 'vm-1', 'Hard disk 2', 4096, 'False', 'persistent', '[ds2] a/a_1.vmdk'],
        ['b', 'vm-2', 'Hard disk 1', 1536, 'False', 'persistent', '[ds1] b/b.vmdk'],
      ),
    ]);
    const lists = importedLists([
      vms(['a', 'PoweredOn', 6, 12, 'esx1', 'vm-1'], ['b', 'PoweredOn', 1, 2, 'esx2', 'vm-2']),
      disks(
        ['a', 'vm-1', 'Hard disk 1', 8, 'Persistent', 'Flat', '[ds1] a/a.vmdk'],
        ['a', 'vm-1', 'Hard disk 2', 4, 'Persistent', 'Flat', '[ds2] a/a_1.vmdk'],
        ['b', 'vm-2', 'Hard disk 1', 1.5, 'Persistent', 'Flat', '[ds1] b/b.vmdk'],
      ),
    ]);
    expect(records(lists)).toEqual(records(rvtools));
    const sections = (text: string) => text.slice(text.indexOf('\nhosts:')).replace(/^#.*\n/gm, '');
    expect(sections(lists.scenarioYaml)).toBe(sections(rvtools.scenarioYaml));
  });

  test('leave out independent disks and raw ones in physical mode, and say in which row of which list', () => {
    const tables = [
      vms(vm('a', 'vm-1')),
      disks(
        disk('a', 'vm-1'),
        disk('a', 'vm-1', 'Hard disk 2', 'IndependentPersistent'),
        disk('a', 'vm-1', 'Hard disk 3', 'IndependentNonPersistent'),
        disk('a', 'vm-1', 'Hard disk 4', 'Persistent', 'RawPhysical'),
        disk('a', 'vm-1', 'Hard disk 5', 'Persistent', 'RawVirtual'),
      ),
    ];
    expect(importedLists(tables).summary).toMatchObject({ disks: 2, disksLeftOut: 3 });
    expect(news(tables)).toEqual(['disk-independent disks 3 4', 'disk-raw-physical disks 5']);
  });

  test('tell rows of the file that they are in, where there are several', () => {
    const other = { ...vms(vm('b', 'vm-2', 'PoweredOff')), name: 'more' };
    const tables = [vms(vm('a', 'vm-1'), vm('c', 'vm-3', 'Suspended')), other, disks(disk('a', 'vm-1'))];
    expect(news(tables)).toEqual(['vm-powered-off more 2', 'vm-suspended vms 3']);
  });

  test('know two vCenters by the ids of their objects: one id in both is two VMs', () => {
    const uid = (server: string, id: string) => `/VIServer=me@x.com@${server}:443/VirtualMachine=${id}/`;
    const vmList = table(
      'vms',
      [...VM_HEADER, 'Uid'],
      [...vm('a', 'vm-1'), uid('vc1', 'vm-1')],
      [...vm('b', 'vm-1'), uid('vc2', 'vm-1')],
    );
    const diskList = table(
      'disks',
      [...DISK_HEADER, 'Uid'],
      [...disk('b', 'vm-1'), `${uid('vc2', 'vm-1')}HardDisk=1/`],
      [...disk('a', 'vm-1'), `${uid('vc1', 'vm-1')}HardDisk=1/`],
    );
    expect(fields(importedLists([vmList, diskList]), 'vm')).toEqual(['b', 'a']);
  });

  test('know a vCenter by its name alone, too, in any case of letters', () => {
    const vmList = table(
      'vms',
      [...VM_HEADER, 'Uid'],
      [...vm('a', 'vm-1'), '/VIServer=vc1:443/VirtualMachine=vm-1/'],
      [...vm('b', 'vm-1'), '/VIServer=VC2:443/VirtualMachine=vm-1/'],
    );
    const diskList = table(
      'disks',
      [...DISK_HEADER, 'Uid'],
      [...disk('b', 'vm-1'), '/viserver=me@vc2:443/VirtualMachine=vm-1/HardDisk=1/'],
    );
    expect(fields(importedLists([vmList, diskList]), 'vm')).toEqual(['b']);
  });

  test('without VMs tell those of one name apart by their ids, and those without ids by their names', () => {
    const vmsOf = (...rows: Cell[][]) =>
      importedLists([disks(...rows)]).inventory.vms.map(({ label }) => label);
    expect(vmsOf(disk('a', 'vm-1'), disk('a', 'vm-2'))).toEqual(['a', 'a#2']);
    expect(vmsOf(disk('a', ''), disk('b', ''), disk('a', '', 'Hard disk 2'))).toEqual(['a', 'b']);
  });

  test('are read as JSON has them: numbers of enumerations, names of nested objects', () => {
    const header = ['Name', 'PowerState', 'UsedSpaceGB', 'ProvisionedSpaceGB', 'VMHost.Name', 'Id'];
    const list = table('vms', header, vm('a', 'vm-1', 1), vm('b', 'vm-2', 0), vm('c', 'vm-3', 2));
    const tables = [list, disks(disk('a', 'vm-1'))];
    expect(news(tables)).toEqual(['vm-powered-off vms 3', 'vm-suspended vms 4']);
    expect(fields(importedLists(tables), 'vm host')).toEqual(['a | esx1']);
  });

  test('say in which rows modes or types of disks are numbers, which nobody has written down', () => {
    const tables = [
      vms(vm('a', 'vm-1')),
      disks(
        disk('a', 'vm-1', 'Hard disk 1', '2'),
        disk('a', 'vm-1', 'Hard disk 2'),
        disk('a', 'vm-1', 'Hard disk 3', 'Persistent', '12'),
        disk('a', 'vm-1', 'Hard disk 4', '10'),
      ),
    ];
    expect(news(tables)).toEqual(['disk-mode-number disks 2 4 5']);
    expect(importedLists(tables).summary).toMatchObject({ disks: 4 });
  });

  test('take cores and clusters of Get-VMHost, and add the hosts that it lacks', () => {
    const header = ['Name', 'ConnectionState', 'NumCpu', 'Version', 'Parent', 'ParentId'];
    const hosts = table(
      'hosts',
      header,
      ['esx1', 'Connected', 24, '8.0.2', 'Prod', 'ClusterComputeResource-domain-c8'],
      ['esx2', 'Maintenance', 16, '8.0.2', 'Edge hosts', 'Folder-group-h4'],
      ['esx3', 'Connected', 48, '8.0.2', 'host', ''],
    );
    const on = (host: string, id: string): Cell[] => [id, 'PoweredOn', 1, 4, host, id];
    const tables = [
      vms(on('ESX1', 'a'), on('esx2', 'b'), on('esx4', 'c')),
      disks(disk('a', 'a'), disk('b', 'b'), disk('c', 'c')),
      hosts,
    ];
    const { hosts: made } = importedLists(tables).inventory;
    expect(made.map(({ name, cluster, cores }) => [name, cluster, cores])).toEqual([
      ['esx1', 'Prod', 24],
      ['esx2', '', 16],
      ['esx3', '', 48],
      ['esx4', '', undefined],
    ]);
    expect(news(tables)).toEqual(['host-not-listed vms 4']);
    expect(news([hosts, ...tables.slice(0, 1)])).not.toContain('host-not-listed vms 2');
  });

  test('without disks give each VM one, as large as its provisioned space', () => {
    const tables = [vms(vm('a', 'vm-1'))];
    expect(fields(importedLists(tables), 'size used')).toEqual(['4096 MiB | 1024 MiB']);
    expect(news(tables)).toEqual(['no-disk-list', 'datastores-assumed vms 2']);
  });

  test('without VMs take those that disks name, each once', () => {
    const tables = [disks(disk('a', 'vm-1'), disk('a', 'vm-1', 'Hard disk 2'), disk('b', 'vm-2'))];
    const result = importedLists(tables);
    expect(fields(result, 'vm size used')).toEqual([
      'a | 4096 MiB | 4096 MiB',
      'a | 4096 MiB | 4096 MiB',
      'b | 4096 MiB | 4096 MiB',
    ]);
    expect(news(tables)).toEqual(['no-vm-list', 'used-unknown disks 2 4', 'host-unknown disks 2 4']);
  });

  test('read decimal commas, as PowerShell writes them in half of the world', () => {
    const list = { ...vms(['a', 'PoweredOn', '1,5', '4,25', 'esx1', 'vm-1']), decimal: ',' as const };
    const tables = [list, { ...disks(disk('a', 'vm-1')), decimal: ',' as const }];
    expect(fields(importedLists(tables), 'used')).toEqual(['1536 MiB']);
  });
});

describe('VM details', () => {
  const HEADER = ['Site Name', 'VM Power', 'VM Used GB', 'VM Provisioned (GB)', 'VM OS', 'Environment'];
  const details = (...rows: Cell[][]) => table('details', HEADER, ...rows);

  test('are a VM each with one disk, named by its site, on invented hosts of its environment', () => {
    const result = importedLists([
      details(
        ['North', 'PoweredOn', 1.5, 4, 'Microsoft Windows Server 2022 (64-bit)', 'Prod'],
        ['South', 'PoweredOn', 1, 2, 'Ubuntu Linux (64-bit)', 'Prod'],
        ['North', 'PoweredOff', 1, 2, '', 'Prod'],
        ['North', 'PoweredOn', 1, 2, '', 'Test'],
        ['North', 'PoweredOn', 1, 0, '', 'Test'],
      ),
    ]);
    expect(fields(result, 'vm host size used guest tags')).toEqual([
      'North VM 1 | North Prod host 1 | 4096 MiB | 1536 MiB | windows | Prod',
      'South VM 1 | South Prod host 1 | 2048 MiB | 1024 MiB | linux | Prod',
      'North VM 3 | North Test host 1 | 2048 MiB | 1024 MiB | other | Test',
    ]);
    expect(result.scenarioYaml).toContain('sites: [ North, South ]');
    expect(found(result)).toEqual([
      'no-disk-list',
      'vm-powered-off details 4',
      'vm-without-disks details 6',
      'vm-names-made-up details 2 3 4 5 6',
      'tracking-unknown details 2 3 5',
      'hosts-made-up',
      'datastores-assumed details 2 3 5',
    ]);
  });

  test('of no site and no environment are numbered, on hosts that are', () => {
    const result = importedLists([details(['', 'PoweredOn', 1, 2, '', ''], ['', 'PoweredOn', 1, 2, '', ''])]);
    expect(fields(result, 'vm host')).toEqual(['VM 1 | host 1', 'VM 2 | host 1']);
  });

  test('have one host for every 25 VMs of an environment, and a VM keeps a name that it has', () => {
    const rows = Array.from({ length: 51 }, (_, index): Cell[] => [
      `v${index}`,
      'North',
      'PoweredOn',
      1,
      2,
      '',
      '',
    ]);
    const result = importedLists([table('details', ['VM Name', ...HEADER], ...rows)]);
    // 51 / 25, rounded up.
    expect(result.summary).toMatchObject({ vms: 51, hosts: 3 });
    expect(fields(result, 'vm host').slice(0, 4)).toEqual([
      'v0 | North host 1',
      'v1 | North host 2',
      'v2 | North host 3',
      'v3 | North host 1',
    ]);
  });
});
