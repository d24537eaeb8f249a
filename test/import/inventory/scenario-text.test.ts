import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Cell } from '../../../src/import/tables/table.ts';
import { DISK_HEADER, INFO_HEADER, imported, ONE_VM, table } from '../tables.ts';
import { importedLists, vhds, vms } from './lists.ts';

/** What the comments of a section say, in one line. */
function comments(text: string, section: string): string {
  const block = text
    .split('\n\n')
    .find((lines) => lines.includes(`\n${section}:`) || lines.startsWith(`${section}:`));
  if (block === undefined) throw new Error(`no section ${section}`);
  return block
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .map((line) => line.slice(2))
    .join(' ');
}
const host = (...rows: Cell[][]) => table('vHost', ['Host', '# Cores', 'Cluster'], ...rows);
const nic = (...rows: Cell[][]) => table('vNIC', ['Host', 'Speed'], ...rows);
const estate = (...more: Parameters<typeof imported>[0][number][]) =>
  imported([...ONE_VM, ...more]).scenarioYaml;

describe('the comments about hosts', () => {
  test('name their source, the link that counts and the network that is read over, where the export has everything', () => {
    const text = estate(host(['esx1', 16]), nic(['esx1', 2500]));
    expect(comments(text, 'hosts')).toBe(
      'Hosts from vHost, and those that only VMs name. ASSUMED: one NIC of the fastest speed that vNIC shows as up, for VMs and for ' +
        'management alike. The network mode reads over the management network: check whether yours is slower.',
    );
    expect(parse(text).hosts).toMatchObject([
      { cores: 16, network: '2500 Mbit/s', managementNetwork: '2500 Mbit/s' },
    ]);
  });

  test('name the assumed cores and speeds where they are missing, even of one host only', () => {
    const text = estate(host(['esx1', 16], ['esx2', null]), nic(['esx1', 25_000]));
    expect(comments(text, 'hosts')).toBe(
      'Hosts from vHost, and those that only VMs name. ASSUMED: 32 cores where the export says nothing (proxies have their own). ASSUMED: ' +
        'one NIC of the fastest speed that vNIC shows as up, for VMs and for management alike. ASSUMED: 10 Gbit/s where vNIC says ' +
        'nothing. The network mode reads over the management network: check whether yours is slower.',
    );
    expect(parse(text).hosts).toMatchObject([
      { cores: 16, network: '25 Gbit/s' },
      { cores: 32, network: '10 Gbit/s' },
    ]);
    expect(parse(text).hosts[0]).not.toHaveProperty('cluster');
  });

  test('say that Hyper-V hosts read their disks themselves', () => {
    const said = comments(
      importedLists([vhds(['a', 'D:\\a.vhdx', 'Dynamic', 1, 2, 'hv1'])]).scenarioYaml,
      'hosts',
    );
    expect(said).toContain('ASSUMED: 32 cores each, as the lists say nothing.');
    expect(said).toContain('Each host reads the disks of its own VMs');
    expect(said).not.toContain('management network');
  });
});

describe('the comments about datastores', () => {
  const ALWAYS =
    'Datastores that hold a disk to back up. ASSUMED: each reads 800 MB/s; datastores of one array really share its controllers. ' +
    'ASSUMED: at most 4 VMs have a snapshot on one datastore at a time (the default of maxSnapshots).';
  const stores = (type: string) => table('vDatastore', ['Name', 'Type', 'Hosts'], ['ds1', type, 'esx1']);

  test('say nothing more where datastores are listed with a known protocol', () => {
    expect(comments(estate(stores('NFS')), 'datastores')).toBe(ALWAYS);
    expect(comments(estate(stores('NFS')), 'hosts')).not.toContain('vNIC shows');
  });

  test('name the assumed protocol where none is known', () => {
    expect(comments(estate(stores('VMFS')), 'datastores')).toBe(
      `${ALWAYS} ASSUMED: VMFS is on fc, as vHBA does not say; it matters once a proxy has storage ports.`,
    );
  });

  test('explain derived and invented datastores, which are marked as such', () => {
    const derived = table('vHBA', ['Host', 'Type'], ['esx1', 'Fibre Channel']);
    const text = estate(derived);
    expect(comments(text, 'datastores')).toBe(
      `${ALWAYS} ASSUMED: derived datastores are mounted by the hosts whose VMs use them (probably by more).`,
    );
    expect(text).toMatch(/name: ds1, .* {3}# derived$/m);
    const nameless = imported([ONE_VM[0]!, derived]).scenarioYaml;
    expect(comments(nameless, 'datastores')).toBe(
      `${ALWAYS} ASSUMED: invented datastores stand for those that the export does not name, one for every 70 disks of a cluster, mounted ` +
        'by all of its hosts. Their number matters, because of maxSnapshots.',
    );
    expect(nameless).toMatch(/name: assumed datastore 1, .* {3}# invented$/m);
    expect(estate(stores('NFS'))).not.toMatch(/name: ds1, .* #/);
  });

  test('explain invented datastores where only some are invented', () => {
    const [info, disk] = ONE_VM;
    const nowhere = ['app1', 'Hard disk 2', 10, 'False', 'persistent', null, 'vm-1'];
    const text = imported([info!, { ...disk!, rows: [...disk!.rows, nowhere] }, stores('NFS')]).scenarioYaml;
    expect(comments(text, 'datastores')).toContain('ASSUMED: invented datastores stand for those');
  });

  test('list the datastores that no proxy reaches', () => {
    // Five hosts of one cluster get two proxies, for x and y: the local disks of e1 to e3 are reached by none.
    const names = ['e1', 'e2', 'e3', 'e4', 'e5'];
    const text = imported([
      table(
        'vInfo',
        [...INFO_HEADER, 'Cluster'],
        ...names.map((name): Cell[] => [
          `vm-${name}`,
          'poweredOn',
          'False',
          1,
          10,
          5,
          name,
          `vm-${name}`,
          'c',
        ]),
      ),
      table(
        'vDisk',
        DISK_HEADER,
        ...names.map((name): Cell[] => {
          return [
            `vm-${name}`,
            'Hard disk 1',
            10,
            'False',
            'persistent',
            `[local-${name}] v.vmdk`,
            `vm-${name}`,
          ];
        }),
      ),
      table(
        'vDatastore',
        ['Name', 'Type', 'Hosts'],
        ...names.map((name): Cell[] => [`local-${name}`, 'VMFS', name]),
      ),
    ]).scenarioYaml;
    expect(comments(text, 'datastores')).toContain(
      'No assumed proxy mounts these datastores, so they are read over the network: local-e3, local-e4, local-e5.',
    );
  });
});

describe('the comments at the top', () => {
  const sized = (capacity: number) =>
    comments(
      imported([table('vInfo', INFO_HEADER, ['a', 'poweredOn', 'False', 1, capacity, 512, 'esx1', '1'])])
        .scenarioYaml,
      'version',
    );

  test('give the amounts as the terminal does, in decimal units', () => {
    // 1,536 MiB are 1,610,612,736 bytes, 2,621,440 MiB 2,748,779,069,440.
    expect(sized(1536)).toContain('1 VM, 1 disk, 1.61 GB provisioned, 537 MB used; largest disk 1.61 GB.');
    expect(sized(2_621_440)).toContain('1 disk, 2.75 TB provisioned, 537 MB used; largest disk 2.75 TB.');
  });

  test('name the machines that matter: proxies, or task slots of hosts for Hyper-V', () => {
    expect(sized(1024)).toContain('Most influential: proxies, repository,');
    const hyperv = importedLists([vhds(['a', 'D:\\a.vhdx', 'Dynamic', 1, 2, 'hv1'])]).scenarioYaml;
    expect(comments(hyperv, 'version')).toContain('Most influential: task slots of hosts, repository,');
    expect(hyperv).not.toContain('proxies:');
  });

  test('the name and the start are those of the user, or else the defaults', () => {
    const [plain, own] = [
      imported(ONE_VM).scenarioYaml,
      imported(ONE_VM, { name: 'Mine', start: '2027-02-03T19:00', changeRate: '7%' }).scenarioYaml,
    ].map((text) => parse(text));
    expect(plain).toMatchObject({
      name: 'RVTools import',
      clock: { start: '2026-01-05T20:00', horizon: '1d' },
    });
    expect(own).toMatchObject({ name: 'Mine', clock: { start: '2027-02-03T19:00', horizon: '1d' } });
    expect(imported(ONE_VM).scenarioYaml).toContain('5% of the used space changes');
    expect(imported(ONE_VM, { changeRate: '7%' }).scenarioYaml).toContain('7% of the used space changes');
  });
});

describe('the repository of an import', () => {
  const slots = (text: string) => parse(text).repositories[0].maxConcurrentTasks;

  test('has as many slots as all proxies have cores, and four at least', () => {
    // A proxy has eight cores, or as many as its host.
    expect(slots(estate(host(['esx1', 16])))).toBe(8);
    expect(slots(estate(host(['esx1', 6])))).toBe(6);
    expect(slots(estate(host(['esx1', 2])))).toBe(4);
    expect(parse(estate(host(['esx1', 6]))).proxies).toMatchObject([{ cores: 6 }]);
  });

  test('of Hyper-V has as many as its hosts take disks at a time', () => {
    const list = [
      vms(['a', 'Running', 'hv1', false, '9.0'], ['b', 'Running', 'hv2', false, '9.0']),
      vhds(['a', 'D:\\a.vhdx', 'Dynamic', 1, 2, 'hv1'], ['b', 'D:\\b.vhdx', 'Dynamic', 1, 2, 'hv2']),
    ];
    // Four a host.
    expect(slots(importedLists(list).scenarioYaml)).toBe(8);
  });
});

describe('the sites of an import', () => {
  const info = (
    ...vms: [name: string, host: string, datacenter: string | null, capacity: number, power?: string][]
  ) =>
    imported([
      table(
        'vInfo',
        [...INFO_HEADER, 'Datacenter'],
        ...vms.map(([name, on, datacenter, capacity, power = 'poweredOn']): Cell[] => {
          return [name, power, 'False', 1, capacity, 5, on, name, datacenter];
        }),
      ),
    ]).scenarioYaml;

  test('are one without a link where all is in one datacenter, or in none that has a name', () => {
    const text = info(['a', 'e1', null, 10], ['b', 'e2', null, 10]);
    expect(parse(text)).toMatchObject({ sites: ['site1'], repositories: [{ site: 'site1' }] });
    expect(parse(text)).not.toHaveProperty('links');
    expect(comments(text, 'sites')).toBe('One site per vCenter datacenter.');
  });

  test('are one per datacenter, linked to the one with most data that is backed up', () => {
    // 10 + 15 MiB in b, 20 in a, and what is off does not count.
    const text = info(
      ['v1', 'e1', 'a', 20],
      ['off', 'e1', 'a', 100, 'poweredOff'],
      ['v2', 'e2', 'b', 10],
      ['v3', 'e3', 'b', 15],
      ['v4', 'e4', 'c', 1],
    );
    expect(parse(text)).toMatchObject({
      sites: ['a', 'b', 'c'],
      links: [{ between: ['b', 'a'] }, { between: ['b', 'c'] }],
      repositories: [{ site: 'b' }],
    });
    expect(comments(text, 'sites')).toContain('A datacenter may be just a folder in vCenter:');
  });
});
