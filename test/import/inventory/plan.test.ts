import { describe, expect, test } from 'vitest';
import { amountHeaders, amountOf } from '../../../src/import/inventory/amount-headers.ts';
import { isSameCluster } from '../../../src/import/inventory/cluster.ts';
import { guestFamily } from '../../../src/import/inventory/guest-family.ts';
import type {
  Inventory,
  InventoryDatastore,
  InventoryHost,
} from '../../../src/import/inventory/inventory.ts';
import { planProxies } from '../../../src/import/inventory/proxy-plan.ts';
import { sitesOf } from '../../../src/import/inventory/sites.ts';

const host = (label: string, more: Partial<InventoryHost> = {}): InventoryHost => {
  return { name: label, label, cluster: 'c', datacenter: 'dc', ...more };
};
const store = (label: string, hosts: readonly string[]): InventoryDatastore => {
  return { name: label, label, kind: 'vmfs', protocolKnown: true, hosts, source: 'listed' };
};
const estate = (hosts: readonly InventoryHost[], more: Partial<Inventory> = {}): Inventory => {
  return { platform: 'vsphere', vms: [], disks: [], hosts, datastores: [], ...more };
};
const letters = (names: string) => names.split(' ').map((name) => host(name));

/** Hosts of the planned proxies, and what none of them mounts. */
function planned(
  hosts: readonly InventoryHost[],
  stores: Record<string, string>,
  taken: readonly string[] = [],
) {
  const used = Object.entries(stores).map(([label, on]) => store(label, on.split(' ')));
  const { proxies, networkOnly } = planProxies(estate(hosts), used, new Set(taken));
  return [proxies.map((proxy) => proxy.host).join(' '), networkOnly.join(' ')];
}

describe('the proxies of an estate', () => {
  test('stand on the hosts that add most shared storage, the first of equals', () => {
    // b adds s and t; then a and e add u alike.
    expect(planned(letters('a b c d e'), { s: 'b c', t: 'b d', u: 'e a' })).toEqual(['b a', '']);
  });

  test('stand, of hosts that add as much, on the one that has most disks of its own', () => {
    expect(planned(letters('a b c'), { s: 'a b c', l: 'b', m: 'b', n: 'c' })).toEqual(['b', 'n']);
    expect(planned(letters('a b'), { s: 'a b', l: 'a' })).toEqual(['a', '']);
  });

  test('go where shared storage is before where local is', () => {
    expect(planned(letters('a b c'), { l: 'a', m: 'a', n: 'a', s: 'b c' })).toEqual(['b', 'l m n']);
  });

  test('go there also where local storage stands further down', () => {
    expect(planned(letters('a b c'), { s: 'a b', l: 'c', m: 'c' })).toEqual(['a', 'l m']);
  });

  test('are as many as it takes to reach all shared storage', () => {
    expect(planned(letters('a b c d'), { s: 'a b', t: 'c d' })).toEqual(['a c', '']);
  });

  test('are one for every four hosts at least', () => {
    expect(planned(letters('a b c d'), { l: 'd' })[0]).toBe('d');
    expect(planned(letters('a b c d e'), {})[0]).toBe('a b');
  });

  test('are none in a cluster without a VM to back up, unless none has any', () => {
    const hosts = [host('a'), host('b', { cluster: 'd' }), host('e', { datacenter: 'other' })];
    expect(planned(hosts, {}, ['b'])[0]).toBe('b');
    expect(planned(hosts, {}, [])[0]).toBe('a b e');
  });

  test('are numbered through, and have eight cores, or those of a smaller host', () => {
    const hosts = [
      host('a', { cores: 6 }),
      host('b', { cluster: 'd', cores: 64 }),
      host('e', { cluster: 'f' }),
    ];
    expect(planProxies(estate(hosts), [], new Set()).proxies).toEqual([
      { name: 'px1', host: 'a', cores: 6 },
      { name: 'px2', host: 'b', cores: 8 },
      { name: 'px3', host: 'e', cores: 8 },
    ]);
  });
});

test('clusters are the same by name and datacenter', () => {
  const [c, other, d] = [host('a'), host('b', { datacenter: 'other' }), host('e', { cluster: 'd' })];
  expect([isSameCluster(c, host('x')), isSameCluster(c, other), isSameCluster(c, d)]).toEqual([
    true,
    false,
    false,
  ]);
});

test('the site of most data counts what is backed up on hosts that are known; what names none is there', () => {
  const vm = (on?: string) => ({
    ...{ sheet: 's', row: 1, name: 'v', label: 'v', cluster: '', datacenter: '', guest: 'other' as const },
    ...{
      identity: { id: '', uuid: '', serverId: '', serverName: '' },
      poweredOn: true,
      template: false,
      tags: [],
    },
    ...(on === undefined ? {} : { host: on }),
  });
  const disk = (of: number, capacity: number, leftOut?: 'independent') => ({
    ...{ sheet: 's', row: 1, vm: of, label: 'd', capacity, mode: '', raw: false, datastore: 'ds' },
    ...(leftOut === undefined ? {} : { leftOut }),
  });
  const sites = sitesOf(
    estate([host('a', { datacenter: 'A' }), host('b', { datacenter: 'B' })], {
      vms: [vm('a'), vm('b'), vm()],
      // A has 10, B 5 and 6; 90 are left out, and of 100 nobody knows the host.
      disks: [disk(0, 10), disk(0, 90, 'independent'), disk(1, 5), disk(1, 6), disk(2, 100)],
    }),
  );
  expect([sites.names, sites.main]).toEqual([['A', 'B'], 'B']);
  expect([sites.of('a'), sites.of('b'), sites.of('ghost'), sites.of(undefined)]).toEqual([
    'A',
    'B',
    'B',
    'B',
  ]);
});

test('the family of a guest is that of the first of its names that says anything', () => {
  const linux = [
    'Ubuntu',
    'Oracle 8',
    'VMware Photon',
    'Amazon 2',
    'CoreOS',
    'Asianux',
    'Gentoo',
    'Flatcar',
    'SLES 15',
  ];
  expect(linux.map((name) => guestFamily(name))).toEqual(linux.map(() => 'linux'));
  expect(guestFamily('', 'Microsoft Windows Server 2022')).toBe('windows');
  expect(guestFamily('Other', 'Debian', 'Windows')).toBe('linux');
  expect(guestFamily('', 'FreeBSD')).toBe('other');
  expect(guestFamily()).toBe('other');
});

describe('an amount of a list', () => {
  test('goes by its name, with or without blanks, and any spelling of a unit; without one it is in bytes', () => {
    const { sizeB, sizeGB } = amountHeaders('size', ['File size']);
    expect(sizeB).toEqual(
      expect.arrayContaining(['File size', 'Filesize', 'File size B', 'FilesizeBytes', 'File size (B)']),
    );
    expect(sizeGB).toEqual(
      expect.arrayContaining([
        'File size GB',
        'FilesizeGiB',
        'File size (GB)',
        'Filesize(GB)',
        'File size [GiB]',
        'Filesize_GB',
      ]),
    );
    expect(sizeGB).not.toContain('File size');
    expect(sizeB).not.toContain('File size GB');
  });

  test.each([
    ['sizeB', 1_048_576, 1],
    ['sizeMB', 3, 3],
    ['sizeGB', 2, 2048],
    ['sizeTB', 1, 1_048_576],
    ['sizeGB', 0, 0],
    ['sizeGB', -1, undefined],
    ['sizeTB', 1000, undefined],
  ])('of %s %s is so many MiB: %s', (column, value, mebibytes) => {
    const row = { cell: (name: string) => (name === column ? value : null), decimal: () => '.' as const };
    expect(amountOf(row, 'size')).toBe(mebibytes);
  });
});
