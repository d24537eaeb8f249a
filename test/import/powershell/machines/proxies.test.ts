import { describe, expect, test } from 'vitest';
import { jsonTable } from '../../../../src/import/tables/json-table.ts';
import type { Cell } from '../../../../src/import/tables/table.ts';
import { table } from '../../tables.ts';
import {
  importedServer,
  jobTable,
  PROXY_HEADER,
  proxyTable,
  repositoryTable,
  rowTable,
  SERVER_HEADER,
  SERVERS,
  vmTable,
} from '../backup-server.ts';

const REST = [SERVERS, repositoryTable(), jobTable(), vmTable({ app1: 100, app2: 50 })];

function proxies(...tables: Parameters<typeof importedServer>[0]) {
  const { scenario, codes, yaml } = importedServer([...tables, ...REST]);
  return { proxies: scenario.proxies, codes, yaml };
}

describe('a proxy', () => {
  test('has the cores and the memory of its server, its own tasks, and a host if it is a VM', () => {
    expect(proxies(proxyTable()).proxies).toMatchObject([
      {
        name: 'px1.lab',
        kind: 'virtual',
        host: 'esx1.lab',
        cores: 8,
        ram: 16 * 2 ** 30,
        maxConcurrentTasks: 4,
      },
    ]);
  });

  test.each<[string, Record<string, Cell>, object]>([
    ['physical by its chassis', { ChassisType: 'ViPhysical' }, { kind: 'physical', modes: 'auto' }],
    ['physical by direct storage access', { ChassisType: '', TransportMode: 'San' }, { kind: 'physical' }],
    ['a VM by hot-add', { ChassisType: '', TransportMode: 'HotAdd' }, { kind: 'virtual' }],
    ['a VM where nothing tells', { ChassisType: '' }, { kind: 'virtual' }],
    [
      'direct storage access is san and nfs over ports of its own',
      { ChassisType: 'ViPhysical', TransportMode: 'DirectStorageAccess' },
      { modes: ['san', 'nfs'], storage: { protocols: ['fc', 'iscsi', 'nfs'] } },
    ],
    [
      'a VM reads the storage without fc',
      { TransportMode: 'San' },
      { kind: 'virtual', storage: { protocols: ['iscsi', 'nfs'] } },
    ],
    ['virtual appliance is hotadd', { TransportMode: 'virtualAppliance' }, { modes: ['hotadd'] }],
    ['network is nbd', { TransportMode: 'Nbd' }, { modes: ['nbd'] }],
    ['numbers of modes', { TransportMode: '1' }, { modes: ['san', 'nfs'] }],
    ['encrypted network is nbdssl', { TransportMode: 'Network', UseSsl: 'True' }, { modes: ['nbdssl'] }],
    ['without failover', { FailoverToNetwork: 'False' }, { failoverToNetwork: false }],
    ['unlimited tasks are 100', { MaxTasksCount: '250' }, { maxConcurrentTasks: 100 }],
    [
      'that was installed with the backup server',
      { Name: 'VMware Backup Proxy', HostId: 's1', ChassisType: 'ViPhysical', MaxTasksCount: '2' },
      { isDefault: true, cores: 16, maxConcurrentTasks: 2 },
    ],
  ])('%s', (_title, changes, expected) => {
    expect(proxies(proxyTable(changes)).proxies).toMatchObject([expected]);
  });

  test('that is disabled is left out, and that is said', () => {
    const off = table('_Proxies', PROXY_HEADER, ['px2', 's2', 'Vi', 'True', '4', 'Auto', 'ViVirtual']);
    const found = proxies(proxyTable(), off);
    expect(found.proxies.map(({ name }) => name)).toEqual(['px1.lab']);
    expect(found.codes).toContain('proxy-disabled');
  });

  test('whose id leads to a vCenter, or nowhere, is found by its name, else has a core per task', () => {
    expect(proxies(proxyTable({ HostId: 's3' })).proxies).toMatchObject([{ cores: 8 }]);
    const unknown = proxies(proxyTable({ Name: 'px9', HostId: 's3' }));
    expect(unknown.proxies).toMatchObject([{ cores: 4, maxConcurrentTasks: 4 }]);
    expect(unknown.codes).toContain('proxy-server-unknown');
  });

  test('is on the server of its whole name, else of the name without a domain; an address has no domain', () => {
    const servers = table(
      '_Servers',
      SERVER_HEADER,
      ['a', '', 'px.north', 'Windows', '', 8, ''],
      ['b', '', 'px.south', 'Windows', '', 12, ''],
      ['c', '', '10.1.1.1', 'Windows', '', 16, ''],
    );
    const coresOf = (Name: string) =>
      importedServer([servers, proxyTable({ Name, HostId: 'x' }), repositoryTable(), jobTable()]).scenario
        .proxies[0]?.cores;
    expect(['PX.South', 'px.west', 'px', '10.1.1.1', '10.2.2.2'].map(coresOf)).toEqual([12, 8, 8, 16, 4]);
  });

  test('runs on one of the hosts of the export, of which one that two vCenters list is there once', () => {
    const servers = table(
      '_Servers',
      SERVER_HEADER,
      ['e1', 'p1', 'esx1.lab', 'ESXi', '7.0.3', 32, ''],
      ['e2', 'p1', 'esx1.lab', 'ESXi', '7.0.3', 32, ''],
      ['e3', 'p3', 'esx2.lab', 'ESXi', '7.0.3', 32, ''],
    );
    const { scenario } = importedServer([servers, proxyTable(), repositoryTable(), jobTable()]);
    expect(scenario.hosts.map(({ name }) => name)).toEqual(['esx1.lab', 'esx2.lab']);
  });

  test('a name of a type in place of a host is no host', () => {
    const { codes } = proxies(
      proxyTable({ Name: 'px9', HostId: 'x', Host: 'Veeam.Backup.Core.Common.CHost' }),
    );
    expect(codes).toContain('proxy-server-unknown');
  });

  test('of other work than backup of VMs is left out, and that is said', () => {
    const found = proxies(proxyTable(), proxyTable({ Name: 'files', Type: 'GeneralPurposeProxy' }));
    expect(found.proxies.map(({ name }) => name)).toEqual(['px1.lab']);
    expect(found.codes).toContain('proxy-type-left-out');
  });

  test('whose mode is not known may use all, and that is said', () => {
    const { proxies: found, codes } = proxies(proxyTable({ TransportMode: '7' }));
    expect(found).toMatchObject([{ modes: 'auto' }]);
    expect(codes).toContain('proxy-mode-unknown');
  });

  test('two on one machine have all of its cores each, and that is said', () => {
    const { codes } = proxies(proxyTable(), proxyTable({ Name: 'second' }));
    expect(codes).toContain('proxies-share-server');
  });

  test('one that stands in two files counts once', () => {
    expect(proxies(proxyTable({ Id: 'A' }), proxyTable({ Id: 'a' })).proxies).toHaveLength(1);
  });

  test('names with braces do not expand', () => {
    const { proxies: found, codes } = proxies(proxyTable({ Name: 'px{1..3}' }));
    expect(found.map(({ name }) => name)).toEqual(['px(1..3)']);
    expect(codes).toContain('name-replaced');
  });
});

describe('dialects', () => {
  test('an object of PowerShell as JSON and one of the REST interface say the same as a flat export', () => {
    const flat = proxyTable({ TransportMode: 'VirtualAppliance', FailoverToNetwork: 'False' });
    const object = jsonTable('_Proxies', [
      {
        Name: 'px1.lab',
        Type: 'Vi',
        IsDisabled: false,
        Host: { Id: 's2', Name: 'px1.lab' },
        Options: { MaxTasksCount: 4, TransportMode: 'HotAdd', FailoverToNetwork: false },
        ChassisType: 'ViVirtual',
      },
    ]);
    const rest = jsonTable('_Proxies', {
      data: [
        {
          type: 'ViProxy',
          name: 'px1.lab',
          server: {
            hostId: 's2',
            transportMode: 'virtualAppliance',
            failoverToNetwork: false,
            maxTaskCount: 4,
          },
        },
      ],
    });
    const [first, ...others] = [flat, object!, rest!].map((dialect) => proxies(dialect).yaml);
    expect(others).toEqual([first, first]);
  });
});

describe('proxies of Hyper-V', () => {
  const hyperv = (type: string) => [
    table(
      '_HvProxy',
      ['Name', 'HostId', 'Type', 'MaxTasksCount', 'IsDisabled'],
      ['hv1.lab', 'h1', type, '6', 'False'],
    ),
    table(
      '_HvProtected',
      ['Name', 'PowerState', 'ProvisionedSize', 'UsedSize', 'Path'],
      ['hvapp', 'Running', 1e11, 5e10, 'cluster\\dc'],
    ),
  ];

  test('on a Hyper-V host it is that host, with its tasks and cores', () => {
    const host = rowTable('_Servers', {
      Id: 'h1',
      PhysHostId: '',
      Name: 'hv1.lab',
      Type: 'HvServer',
      Cores: 24,
    });
    const { scenario } = importedServer([proxyTable(), ...hyperv('HvProxy'), host, ...REST]);
    const onHost = scenario.hosts.filter(({ platform }) => platform === 'hyperv');
    expect(onHost).toMatchObject([{ name: 'hv1.lab', cores: 24 }]);
    expect(scenario.proxies.find(({ name }) => name === 'hv1.lab')).toMatchObject({
      isHost: true,
      maxConcurrentTasks: 6,
    });
  });

  test('its type tells, where it does', () => {
    const offHost = importedServer([...hyperv('HvOffhost'), ...REST]);
    expect(offHost.codes).not.toContain('proxy-off-host');
    // What volumes and shares of Hyper-V are reached by; the network mode, of which others are told, is none of theirs.
    expect(offHost.scenario.proxies[0]?.storage?.protocols).toEqual(['fc', 'iscsi', 'sas', 'smb']);
    expect(offHost.yaml).toContain('ASSUMED: off-host proxies reach every volume and share');
    expect(offHost.yaml).not.toContain('network mode');
    const onHost = importedServer([proxyTable(), ...hyperv('HvOnhost'), ...REST]);
    expect(onHost.scenario.proxies.find(({ name }) => name === 'hv1.lab')).toMatchObject({ isHost: true });
  });

  test('over an inventory its tasks are those of the host there; without that host it is left out, and that is said', () => {
    const ESTATE = `version: 1
hosts: [{ name: hv1, platform: hyperv, cores: 24 }]
datastores: [{ name: csv1, type: csv, protocol: fc }]
vms: [{ name: hvapp, host: hv1, disks: [{ size: 10 GB, datastore: csv1 }] }]
`;
    const estate = (name: string) => ({
      file: 'estate.yaml',
      sites: ['main'],
      mainSite: 'main',
      hosts: [{ name, platform: 'hyperv' as const }],
      vms: [{ name: 'hvapp', host: name }],
    });
    const tables = [...hyperv('HvOnhost'), repositoryTable(), jobTable()];
    const { scenario } = importedServer(tables, { estate: estate('hv1') }, ESTATE);
    expect(scenario.proxies).toMatchObject([{ name: 'hv1', cores: 24, maxConcurrentTasks: 6, isHost: true }]);
    const other = importedServer(tables, { estate: estate('other') }, ESTATE.replaceAll('hv1', 'other'));
    expect(other.codes).toContain('proxy-host-not-in-inventory');
  });

  test('elsewhere it is an off-host proxy, and that is said; its VMs are tracked by the hypervisor', () => {
    const { scenario, codes } = importedServer([...hyperv('HvProxy'), ...REST]);
    expect(scenario.proxies[0]).toMatchObject({ name: 'hv1.lab', platform: 'hyperv', maxConcurrentTasks: 6 });
    expect(codes).toContain('proxy-off-host');
    const row = scenario.vms.names.indexOf('hvapp');
    expect(scenario.vms.traits[row]).toMatchObject({ platform: 'hyperv', tracking: 'rct' });
  });
});
