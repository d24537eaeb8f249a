import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/import/tables/table.ts';
import { INFO_HEADER, imported, reported, table } from '../tables.ts';

const info = (...rows: [name: string, host: string | null, cluster?: string | null, datacenter?: string][]) =>
  table(
    'vInfo',
    [...INFO_HEADER, 'Cluster', 'Datacenter'],
    ...rows.map(([name, host, cluster = null, datacenter = null]): Cell[] => {
      return [name, 'poweredOn', 'False', 1, 1000, 500, host, name, cluster, datacenter];
    }),
  );
const listed = (...rows: Cell[][]) =>
  table('vHost', ['Host', 'Cluster', '# Cores', '# CPU', 'Cores per CPU'], ...rows);
const message = (result: Pick<ReturnType<typeof imported>, 'diagnostics'>, code: string) =>
  result.diagnostics.find((diagnostic) => diagnostic.code === code)?.message;

describe('the hosts of an export', () => {
  test('are those of vHost in its order, then those that only VMs name, which is said of each once', () => {
    const { inventory, ...result } = imported([
      info(['a', 'new'], ['b', 'esx1'], ['c', 'NEW'], ['d', null]),
      listed(['esx2', 'c', 8], ['esx1', 'c', 8]),
    ]);
    expect(inventory.hosts.map(({ name }) => name)).toEqual(['esx2', 'esx1', 'new']);
    expect(reported(result, 'host-not-in-vhost')).toEqual([2]);
    expect(reported(result, 'no-vhost')).toBeUndefined();
    expect(reported(result, 'host-unknown')).toEqual([5]);
    expect(message(imported([info(['a', 'new']), listed(['esx1', 'c', 8])]), 'host-cores-assumed')).toMatch(
      /: 1 \(new\)$/,
    );
  });

  test.each([
    ['no rows', ['Host', 'Cluster'], []],
    ['no column of names', ['Cluster', '# Cores'], [['c', 8]]],
  ])(
    'are those that VMs name where vHost has %s, which is said once',
    (_, header: Cell[], rows: Cell[][]) => {
      const { inventory, ...result } = imported([info(['a', 'esx1']), table('vHost', header, ...rows)]);
      expect(inventory.hosts).toMatchObject([{ name: 'esx1' }]);
      expect(inventory.hosts[0]).not.toHaveProperty('cores');
      expect(reported(result, 'no-vhost')).toEqual([]);
      expect(reported(result, 'host-not-in-vhost')).toBeUndefined();
    },
  );

  test('count once in any case of letters, as they stand first; a row without a name is none', () => {
    const { inventory } = imported([
      info(['a', 'ESX1']),
      listed([null, 'c', 64], ['Esx1', 'c', 8], ['eSX1', 'd', 16]),
    ]);
    expect(inventory.hosts).toMatchObject([{ name: 'Esx1', cluster: 'c', cores: 8 }]);
  });

  test('have the first cluster and datacenter that vHost or a VM of theirs tells', () => {
    const { inventory } = imported([
      info(['a', 'esx1', 'x', 'dc'], ['b', 'new'], ['c', 'NEW', 'y'], ['d', 'new', 'z', 'dc2']),
      listed(['ESX1', null, 8]),
    ]);
    expect(inventory.hosts).toMatchObject([
      { name: 'ESX1', cluster: 'x', datacenter: 'dc' },
      { name: 'new', cluster: 'y', datacenter: 'dc2' },
    ]);
  });

  test('have the cores that vHost counts, else those of all their sockets', () => {
    const { inventory, ...result } = imported([
      info(['a', 'esx1']),
      listed(
        // 2 sockets of 8 cores have 16.
        ['told', 'c', 24, 2, 8],
        ['counted', 'c', null, 2, 8],
        ['half', 'c', null, 2, null],
        ['other half', 'c', null, null, 8],
      ),
    ]);
    expect(inventory.hosts.map(({ cores }) => cores)).toEqual([24, 16, undefined, undefined, undefined]);
    expect(message(result, 'host-cores-assumed')).toMatch(/: 3 \(half, other half, esx1\)$/);
  });

  test('of one name but for what expands in a scenario are told apart, and that is said', () => {
    const { inventory, ...result } = imported([
      info(['a', 'esx*']),
      listed(['esx*', 'c', 8], ['esx_', 'c', 8]),
    ]);
    expect(inventory.hosts.map(({ label }) => label)).toEqual(['esx_', 'esx_#2']);
    expect(message(result, 'name-replaced')).toMatch(/: 2 \(esx\*, esx_\)$/);
  });
});

describe('the VMs of an export', () => {
  test('without a name go by their id, else their UUID, else their row; a row with none of the three is none', () => {
    const { inventory, ...result } = imported([
      table(
        'vInfo',
        ['VM', 'Powerstate', 'Provisioned MiB', 'Host', 'VM ID', 'VM UUID'],
        ['a', 'poweredOn', 10, 'esx1', 'vm-1', 'u-1'],
        [null, 'poweredOn', 10, 'esx1', 'vm-2', 'u-2'],
        [null, 'poweredOn', 10, 'esx1', null, 'u-3'],
        [null, 'poweredOn', 10, 'esx1', null, null],
        [null, 'poweredOn', 10, 'esx1', 'vm-6', null],
      ),
    ]);
    expect(inventory.vms.map(({ label }) => label)).toEqual(['a', 'vm-2', 'u-3', 'vm-6']);
    expect(reported(result, 'vm-without-name')).toEqual([3, 4, 6]);
    expect(reported(result, 'vm-name-repeated')).toBeUndefined();
    expect(reported(result, 'name-replaced')).toBeUndefined();
    expect(reported(result, 'figures-impossible')).toBeUndefined();
  });

  test('that stand twice with one id or UUID are one; namesakes without either are two', () => {
    const { inventory, ...result } = imported([
      table(
        'vInfo',
        ['VM', 'Powerstate', 'Provisioned MiB', 'Host', 'VM ID', 'VM UUID', 'VI SDK Server'],
        ['a', 'poweredOn', 10, 'esx1', 'vm-1', null, 'vc1'],
        ['a', 'poweredOn', 10, 'esx1', 'vm-1', null, 'vc2'],
        ['a', 'poweredOn', 10, 'esx1', 'vm-1', null, 'vc1'],
        ['b', 'poweredOn', 10, 'esx1', null, 'u-1', null],
        ['b', 'poweredOn', 10, 'esx1', null, 'u-1', null],
        ['c', 'poweredOn', 10, 'esx1', null, null, null],
        ['c', 'poweredOn', 10, 'esx1', null, null, null],
      ),
    ]);
    expect(inventory.vms.map(({ label }) => label)).toEqual(['a', 'a#2', 'b', 'c', 'c#2']);
    expect(reported(result, 'vm-repeated')).toEqual([4, 6]);
    expect(reported(result, 'vm-name-repeated')).toEqual([3, 8]);
  });

  test('may have a thousand disks and a petabyte, and no more', () => {
    const result = imported([
      table(
        'vInfo',
        INFO_HEADER,
        ['most', 'poweredOn', 'False', 1000, 1e9, 5, 'esx1', '1'],
        ['disks', 'poweredOn', 'False', 1001, 10, 5, 'esx1', '2'],
        ['space', 'poweredOn', 'False', 1, 1e9 + 1, 5, 'esx1', '3'],
      ),
    ]);
    expect(reported(result, 'figures-impossible')).toEqual([3, 4]);
    // 1,000 disks of the first; of the second one, as if it had not told; the third has no space for any.
    expect(result.summary).toMatchObject({ vms: 2, disks: 1001, largestDisk: 1_000_000 });
  });

  test('are on where they say so or say nothing, in any spelling; another state counts as on, and is said', () => {
    const states = ['poweredOn', 'Powered On', 'poweredOff', 'Powered  off', 'Suspended', null, 'unknown'];
    const { inventory, ...result } = imported([
      table(
        'vInfo',
        INFO_HEADER,
        ...states.map((state, at): Cell[] => [`vm${at}`, state, 'False', 1, 10, 5, 'esx1', `${at}`]),
      ),
    ]);
    expect(inventory.vms.map(({ poweredOn }) => poweredOn)).toEqual([
      true,
      true,
      false,
      false,
      false,
      true,
      false,
    ]);
    expect(inventory.vms.map(({ leftOut }) => leftOut)).toEqual([
      ...[undefined, undefined, 'powered-off', 'powered-off', 'suspended', undefined, undefined],
    ]);
    expect(reported(result, 'power-unknown')).toEqual([7, 8]);
    const off = imported([table('vInfo', INFO_HEADER, ['a', 'poweredOff', 'False', 1, 10, 5, 'esx1', '1'])], {
      poweredOff: true,
    });
    expect(reported(off, 'power-unknown')).toBeUndefined();
  });

  test('are templates where they say so, and carry the name of their cluster as a tag', () => {
    const { inventory } = imported([
      table(
        'vInfo',
        [...INFO_HEADER, 'Cluster'],
        ['a', 'poweredOn', 'False', 1, 10, 5, 'esx1', '1', 'prod'],
        ['t', 'poweredOff', 'True', 1, 10, 5, 'esx1', '2', null],
      ),
    ]);
    expect(inventory.vms).toMatchObject([
      { template: false, tags: ['prod'] },
      { template: true, tags: [], leftOut: 'template' },
    ]);
  });

  test('have the guest that their tools tell, else that of their configuration', () => {
    const { inventory } = imported([
      table(
        'vInfo',
        [...INFO_HEADER, 'OS according to the VMware Tools', 'OS according to the configuration file'],
        ['a', 'poweredOn', 'False', 1, 10, 5, 'esx1', '1', 'Ubuntu Linux', 'Microsoft Windows Server 2022'],
        ['b', 'poweredOn', 'False', 1, 10, 5, 'esx1', '2', null, 'Microsoft Windows Server 2022'],
        ['c', 'poweredOn', 'False', 1, 10, 5, 'esx1', '3', null, null],
      ),
    ]);
    expect(inventory.vms.map(({ guest }) => guest)).toEqual(['linux', 'windows', 'other']);
  });

  test('are as large as all their disks where that is told, and not with swap and logs', () => {
    const result = imported([
      table(
        'vInfo',
        [...INFO_HEADER, 'Total disk capacity MiB'],
        ['a', 'poweredOn', 'False', 1, 2000, 5, 'esx1', '1', 1500],
        ['b', 'poweredOn', 'False', 1, 2000, 5, 'esx1', '2', null],
      ),
    ]);
    expect(result.inventory.disks.map(({ capacity }) => capacity)).toEqual([1500, 2000]);
  });

  test('without a host are told, where they are backed up', () => {
    const result = imported([
      table(
        'vInfo',
        INFO_HEADER,
        ['a', 'poweredOn', 'False', 1, 10, 5, 'esx1', '1'],
        ['b', 'poweredOn', 'False', 1, 10, 5, null, '2'],
        ['off', 'poweredOff', 'False', 1, 10, 5, null, '3'],
      ),
    ]);
    expect(reported(result, 'host-unknown')).toEqual([3]);
  });
});
