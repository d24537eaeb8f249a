import { parseString } from 'fast-csv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { csvText } from '../../../src/cli/files/write-csv.ts';
import type { Cell } from '../../../src/import/tables/table.ts';
import {
  DISK_HEADER,
  INFO_HEADER,
  type InventoryRecord,
  imported,
  ONE_VM,
  records,
  reported,
  table,
} from '../tables.ts';

interface Named {
  readonly name: string;
  readonly host?: string;
  readonly hosts?: readonly string[];
  readonly site: string;
}
type Section = 'hosts' | 'datastores' | 'proxies' | 'repositories';

/** The scenario file as a reader of YAML sees it. */
function scenario(text: string): Record<Section, Named[]> & Record<'sites' | 'links' | 'jobs', unknown> {
  return parse(text);
}

/** `clusters` of `hostsEach` hosts, one VM on each host, all disks of a cluster on its own datastore. */
function estate(clusters: number, hostsEach: number) {
  const names = Array.from({ length: clusters * hostsEach }, (_, index) => `esx${index + 1}`);
  const cluster = (index: number) => `c${Math.floor(index / hostsEach) + 1}`;
  return [
    table(
      'vInfo',
      [...INFO_HEADER, 'Cluster', 'Datacenter'],
      ...names.map((host, index): Cell[] => {
        return [`vm${index}`, 'poweredOn', 'False', 1, 10, 5, host, `vm-${index}`, cluster(index), 'dc'];
      }),
    ),
    table(
      'vDisk',
      DISK_HEADER,
      ...names.map((_, index): Cell[] => {
        return [
          `vm${index}`,
          'Hard disk 1',
          10,
          'False',
          'persistent',
          `[ds-${cluster(index)}] v/v.vmdk`,
          `vm-${index}`,
        ];
      }),
    ),
    table(
      'vDatastore',
      ['Name', 'Type', 'Hosts'],
      ...Array.from({ length: clusters }, (_, number): Cell[] => {
        const mounted = names.filter((_, index) => cluster(index) === `c${number + 1}`);
        return [`ds-c${number + 1}`, 'VMFS', mounted.join(', ')];
      }),
    ),
  ];
}

describe('the scenario of an import', () => {
  test('names every host, datastore and site that it refers to', () => {
    const result = imported(estate(2, 5));
    const { hosts, datastores, proxies, repositories, ...rest } = scenario(result.scenarioYaml);
    const known = new Set(hosts.map(({ name }) => name));
    for (const datastore of datastores)
      expect(known).toEqual(new Set([...known, ...(datastore.hosts ?? [])]));
    for (const proxy of proxies) expect(known).toContain(proxy.host);
    for (const row of records(result)) {
      expect(known).toContain(row.host);
      expect(datastores.map(({ name }) => name)).toContain(row.datastore);
    }
    const sites = [...hosts, ...datastores, ...proxies, ...repositories].map((thing) => thing.site);
    expect(new Set(sites)).toEqual(new Set(['dc']));
    expect(rest).toMatchObject({ version: 1, sites: ['dc'], vms: [{ inventory: 'inventory.csv' }] });
    expect(rest.jobs).toMatchObject([
      { name: 'nightly', vms: ['*'], schedule: { daily: '22:00' }, window: '8h' },
    ]);
  });

  test('has one proxy for every four hosts of a cluster, and each shared datastore is mounted by one of their hosts', () => {
    const { datastores, proxies } = scenario(imported(estate(3, 5)).scenarioYaml);
    expect(proxies).toHaveLength(6);
    const places = new Set(proxies.map(({ host }) => host));
    expect(places.size).toBe(6);
    for (const { hosts } of datastores) expect(hosts?.some((host) => places.has(host))).toBe(true);
  });

  test('links sites to the one with most data, where the repository stands', () => {
    const header = [...INFO_HEADER, 'Datacenter'];
    const info = table(
      'vInfo',
      header,
      ['a', 'poweredOn', 'False', 1, 10, 5, 'esx1', 'vm-1', 'small'],
      ['b', 'poweredOn', 'False', 1, 900, 5, 'esx2', 'vm-2', 'large'],
    );
    const text = scenario(imported([info]).scenarioYaml);
    expect(text.links).toEqual([{ between: ['large', 'small'], bandwidth: '10 Gbit/s' }]);
    expect(text.repositories).toMatchObject([{ site: 'large' }]);
  });

  test('takes type, protocol and hosts of datastores from vDatastore and vHBA', () => {
    const header = [...INFO_HEADER, 'Cluster'];
    const stores: [string, string, string][] = [
      ['a', 'VMFS', 'esx1, ESX2'],
      ['b', 'NFS41', 'esx1,esx2,esx9'],
      ['c', 'vsan', 'esx1; esx2'],
      ['d', 'VMFS', 'esx2'],
    ];
    const tables = [
      table(
        'vInfo',
        header,
        ['v1', 'poweredOn', 'False', 4, 9, 5, 'esx1', 'vm-1', 'c'],
        ['v2', 'poweredOn', 'False', 1, 9, 5, 'esx2', 'vm-2', 'c'],
      ),
      table(
        'vDisk',
        DISK_HEADER,
        ...stores.map(([store], index): Cell[] => {
          return ['v2', `Hard disk ${index}`, 10, 'False', 'persistent', `[${store}] v/v.vmdk`, 'vm-2'];
        }),
      ),
      table('vDatastore', ['Name', 'Type', 'Hosts'], ...stores, ['iso', 'NFS', 'esx1']),
      table('vHBA', ['Host', 'Type'], ['esx1', 'iSCSI'], ['esx2', 'iSCSI']),
    ];
    const result = imported(tables);
    expect(scenario(result.scenarioYaml).datastores).toMatchObject([
      { name: 'a', type: 'vmfs', protocol: 'iscsi', hosts: ['esx1', 'esx2'] },
      { name: 'b', type: 'nfs', protocol: 'nfs', hosts: ['esx1', 'esx2'] },
      { name: 'c', type: 'vsan', hosts: ['esx1', 'esx2'] },
      { name: 'd', type: 'local', protocol: 'local', hosts: ['esx2'] },
    ]);
    expect(reported(result, 'datastore-host-unknown')).toEqual([3]);
    expect(result.diagnostics.map(({ code }) => code)).toContain('datastore-unused');
  });

  test('takes clusters of one name in two datacenters for two', () => {
    const result = imported([
      table(
        'vInfo',
        [...INFO_HEADER, 'Cluster', 'Datacenter'],
        ['v1', 'poweredOn', 'False', 1, 9, 5, 'esx1', 'vm-1', 'c', 'north'],
        ['v2', 'poweredOn', 'False', 1, 9, 5, 'esx2', 'vm-2', 'c', 'south'],
      ),
      table('vDatastore', ['Name', 'Type', 'Hosts'], ['a', 'VMFS', 'esx1']),
    ]);
    const { datastores, proxies } = scenario(result.scenarioYaml);
    // The only host of its cluster shares its datastore with all of it; and what names none is told apart, too.
    expect(datastores).toMatchObject([
      { type: 'vmfs', hosts: ['esx1'] },
      { type: 'vmfs', hosts: ['esx2'] },
    ]);
    expect(proxies.map(({ host }) => host)).toEqual(['esx1', 'esx2']);
  });

  test('connects a datastore to the hosts whose VMs use it where vDatastore is missing, and warns', () => {
    const result = imported(estate(1, 3).slice(0, 2));
    expect(scenario(result.scenarioYaml).datastores).toMatchObject([
      { name: 'ds-c1', hosts: ['esx1', 'esx2', 'esx3'] },
    ]);
    expect(result.diagnostics.find(({ code }) => code === 'no-vdatastore')?.severity).toBe('warning');
  });

  test('reads VMs with CBT off whole, unless the user says that tracking will be on', () => {
    const rows = [INFO_HEADER, ['app1', 'poweredOn', 'False', 1, 2000, 500, 'esx1', 'vm-1']] as const;
    const tables = [table('vInfo', [...rows[0], 'CBT'], [...rows[1], 'False'])];
    expect(records(imported(tables))).toMatchObject([{ tracking: 'none' }]);
    expect(records(imported(tables, { tracking: 'cbt' }))).toMatchObject([{ tracking: 'cbt' }]);
  });

  test('used space is never more than the size, and follows the capacities', () => {
    const tables = [
      table(
        'vInfo',
        INFO_HEADER,
        ['a', 'poweredOn', 'False', 2, 1, 400, 'e', '1'],
        ['b', 'poweredOn', 'False', 1, 1, 99, 'e', '2'],
      ),
      table(
        'vDisk',
        ['VM', 'Disk', 'Capacity MiB'],
        ['a', 'x', 300],
        ['a', 'y', 100],
        ['a', 'z', 400],
        ['b', 'x', 90],
      ),
    ];
    const used = records(imported(tables)).map((record) => record.used);
    expect(used).toEqual(['150 MiB', '50 MiB', '200 MiB', '90 MiB']);
  });

  test('is the same to the byte when it is made again', () => {
    const [first, second] = [imported(estate(3, 5)), imported(estate(3, 5))];
    expect(second.scenarioYaml).toBe(first.scenarioYaml);
    expect(second.inventoryRows).toEqual(first.inventoryRows);
  });
});

describe('hostile names', () => {
  const HOSTILE = [
    'a "quoted", name',
    'two\nlines: [x]',
    '=cmd|calc!A1',
    '\u202eevil\u05d0',
    'x'.repeat(300),
    '007',
    'null',
    '12:30:45',
    'yes',
    '- dash # hash',
    "it's",
    '&a !b %c @d `e',
  ];

  test('of VMs survive the CSV file', async () => {
    const rows = HOSTILE.map((name, index): Cell[] => [
      name,
      'poweredOn',
      'False',
      1,
      10,
      5,
      'esx1',
      `vm-${index}`,
    ]);
    const text = csvText(imported([table('vInfo', INFO_HEADER, ...rows)]).inventoryRows);
    const read = await new Promise<InventoryRecord[]>((resolve, reject) => {
      const found: InventoryRecord[] = [];
      const parser = parseString<InventoryRecord, InventoryRecord>(text, { headers: true });
      parser
        .on('data', (row) => found.push(row))
        .on('error', reject)
        .on('end', () => resolve(found));
    });
    expect(read.map((row) => row.vm)).toEqual(HOSTILE);
  });

  test('of hosts, datastores and datacenters survive the YAML file as text', () => {
    const rows = HOSTILE.map((name, index): Cell[] => [
      `v${index}`,
      'poweredOn',
      name,
      name,
      `[${name}] v/v.vmx`,
    ]);
    const header = ['VM', 'Powerstate', 'Host', 'Datacenter', 'Path', 'Disks', 'Provisioned MiB'];
    const text = imported([table('vInfo', header, ...rows.map((row) => [...row, 1, 10]))]).scenarioYaml;
    const read = scenario(text);
    expect(read.hosts.map(({ name }) => name)).toEqual(HOSTILE);
    // Other tools read YAML 1.1, where `yes` and `12:30:45` are no names.
    expect(parse(text, { version: '1.1' }).sites).toEqual(HOSTILE);
    expect(read.sites).toEqual(HOSTILE);
    expect(read.datastores.map(({ name }) => name)).toContain('=cmd|calc!A1');
  });

  test('that would expand in a scenario are rewritten and reported', () => {
    const result = imported(
      ONE_VM.map(({ name, rows }) => {
        const renamed = rows.map((row) => row.map((cell) => (cell === 'app1' ? 'app{1..9}*' : cell)));
        return { name, rows: renamed };
      }),
    );
    expect(records(result)).toMatchObject([{ vm: 'app(1..9)_' }]);
    expect(reported(result, 'name-replaced')).toEqual([2]);
  });
});

describe('datastores of an import', () => {
  const info = (...rows: Cell[][]) => table('vInfo', [...INFO_HEADER, 'Cluster', 'Datacenter'], ...rows);
  const vm = (name: string, host: string | null, ...place: string[]): Cell[] => {
    return [name, 'poweredOn', 'False', 1, 1000, 500, host, name, ...place];
  };
  const disk = (...vms: string[]) =>
    table(
      'vDisk',
      DISK_HEADER,
      ...vms.map((name): Cell[] => {
        return [name, 'Hard disk 1', 1000, 'False', 'persistent', `[ds] ${name}.vmdk`, name];
      }),
    );

  test('of two that share a name, a VM whose host neither lists lies on the one of its cluster, or datacenter', () => {
    const hosts = table(
      'vHost',
      ['Host', 'Cluster', 'Datacenter'],
      ...[
        ['a1', 'a', 'dc1'],
        ['b1', 'b', 'dc2'],
        ['b2', 'b', 'dc2'],
        ['c1', 'c', 'dc2'],
      ],
    );
    const stores = table('vDatastore', ['Name', 'Type', 'Hosts'], ['ds', 'VMFS', 'a1'], ['ds', 'VMFS', 'b1']);
    const result = imported([
      info(vm('x', 'a1', 'a', 'dc1'), vm('y', 'b2', 'b', 'dc2'), vm('z', 'c1', 'c', 'dc2')),
      disk('x', 'y', 'z'),
      hosts,
      stores,
    ]);
    expect(records(result).map(({ datastore }) => datastore)).toEqual(['ds', 'ds#2', 'ds#2']);
    const { datastores } = scenario(result.scenarioYaml);
    expect(datastores.map((store) => store.hosts)).toEqual([['a1'], ['b1', 'b2', 'c1']]);
    // The disks of y and z.
    expect(reported(result, 'datastore-host-missing')).toEqual([3, 4]);
  });

  test('one of which nobody tells a host is mounted by all of them', () => {
    const result = imported([info(vm('x', null), vm('y', 'esx1'), vm('z', 'esx2')), disk('x')]);
    expect(scenario(result.scenarioYaml).datastores.map((store) => store.hosts)).toEqual([['esx1', 'esx2']]);
  });
});

test('a cluster whose name would expand in a scenario is written without what expands', () => {
  const [host] = scenario(
    imported([
      table(
        'vInfo',
        [...INFO_HEADER, 'Cluster'],
        [...['app1', 'poweredOn', 'False', 1, 1000, 500, 'esx1', 'vm-1'], 'rack{1..2}*'],
      ),
    ]).scenarioYaml,
  ).hosts;
  expect(host).toMatchObject({ name: 'esx1', cluster: 'rack(1..2)_' });
});
