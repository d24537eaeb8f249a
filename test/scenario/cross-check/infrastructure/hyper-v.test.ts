import { describe, expect, it } from 'vitest';
import { night } from '../../../helpers/night.ts';
import { scenarioOf } from '../../../helpers/run-scenario-text.ts';
import { findings, parse, parsed, SMALL } from '../../parse-fixture.ts';

const HOSTS = `hosts:
  - { name: hv1, platform: hyperv, site: main, cores: 16, ram: 64 GB, network: 1 GB/s }
  - { name: hv2, platform: hyperv, maxConcurrentTasks: 7, version: 2012r2 }
`;
const HYPER_V = SMALL.replace('hosts: [{ name: "esx{1..2}" }]\n', `sites: [main]\n${HOSTS}`).replace(
  'host: esx1',
  'host: hv1',
);

describe('a Hyper-V host', () => {
  it.each([
    'managementNetwork: 1 Gbit/s',
    'nbdMaxDisks: 5',
    'managementNetwork: 1 Gbit/s, managementShare: 50%',
  ])('has no network mode, so %s has no effect there', (keys) => {
    const text = HYPER_V.replace('platform: hyperv, site: main,', `platform: hyperv, site: main, ${keys},`);
    const result = parse(text);
    expect(result.ok && result.warnings.map(({ message }) => message)).toEqual(
      keys
        .split(', ')
        .map(
          (key) =>
            `'${key.split(':')[0]}' of 'hv1' has no effect: network mode is of vSphere. A Hyper-V host reads and sends over its 'network'.`,
        ),
    );
  });

  it('is an on-host proxy of its own name, after the declared ones', () => {
    const { proxies, hosts } = parsed(
      `${HYPER_V}proxies: [{ name: off1, platform: hyperv, storage: { protocols: [fc] } }]\n`,
    );
    expect(proxies.map(({ name, isHost }) => [name, isHost])).toEqual([
      ['off1', false],
      ['hv1', true],
      ['hv2', true],
    ]);
    expect(proxies[1]).toEqual({
      name: 'hv1',
      site: 'main',
      platform: 'hyperv',
      kind: 'physical',
      host: 'hv1',
      cores: 16,
      speed: 1,
      ram: 64e9,
      network: 1e9,
      modes: ['on-host'],
      failoverToNetwork: true,
      isDefault: false,
      maxConcurrentTasks: 4,
      enabled: true,
      addedAtUs: 0,
      isHost: true,
      origin: hosts[0]!.origin,
    });
    expect(proxies[2]).toMatchObject({ cores: Infinity, ram: Infinity, maxConcurrentTasks: 7 });
  });

  it('has a version, by default 2019; a vSphere host has none', () => {
    expect(parsed(HYPER_V).hosts.map(({ version }) => version)).toEqual(['2019', '2012r2']);
    expect(parsed(SMALL).hosts[0]).not.toHaveProperty('version');
  });

  it('may have its version written as a number', () => {
    const first = (version: string) =>
      parsed(HYPER_V.replace('name: hv1,', `name: hv1, version: ${version},`)).hosts[0]!.version;
    expect(['2012', "'2012'", '2008r2', '2025'].map(first)).toEqual(['2012', '2012', '2008r2', '2025']);
  });

  it('may be named wherever a proxy may be', () => {
    const text = HYPER_V.replace(
      'name: repo1 }',
      'name: repo1, server: hv2, affinity: [hv1], gateway: hv1 }',
    );
    expect(parsed(text.replace('[vm1]', '[vm1], proxies: [hv1]')).jobs[0]!.proxies).toEqual(['hv1']);
  });
});

describe('the proxy on the backup server', () => {
  const names = (text: string) => parsed(text).proxies.map(({ name }) => name);
  it('exists if no proxy is declared, unless all hosts are Hyper-V', () => {
    expect(names(SMALL)).toEqual(['backup-server']);
    expect(names(HYPER_V)).toEqual(['hv1', 'hv2']);
    const volumes = HYPER_V.replace('"ds{1..2}"', '"ds{1..2}", type: csv');
    expect(names(volumes.replace('hosts:\n', 'hosts:\n  - { name: esx1 }\n'))).toEqual([
      'backup-server',
      'hv1',
      'hv2',
    ]);
    expect(names(SMALL.replace(/hosts: .*\n/, '').replace('host: esx1, ', ''))).toEqual(['backup-server']);
  });
});

describe('a proxy', () => {
  it('has the platform of its host', () => {
    const { proxies } = parsed(`${HYPER_V}proxies: [{ name: in1, host: hv1 }, { name: vs1 }]\n`);
    expect(proxies.slice(0, 2).map(({ platform, kind }) => [platform, kind])).toEqual([
      ['hyperv', 'virtual'],
      ['vsphere', 'physical'],
    ]);
  });

  it.each([
    ['platform: hyperv', 1],
    ['platform: hyperv, modes: [off-host]', 1],
    ['platform: hyperv, modes: [nbd, off-host]', 1],
    ['platform: hyperv, modes: [nbd]', 0],
    ['platform: hyperv, storage: { protocols: [iscsi] }', 0],
    ['modes: [san]', 1],
    ['modes: [nfs, storage-snapshot]', 1],
    ['modes: [san, nbd]', 0],
    ['modes: auto', 0],
  ])('with %s has %i findings about missing storage ports', (fields, errors) => {
    const found = findings(`${SMALL}proxies: [{ name: px1, ${fields} }]\n`);
    expect(found.filter((finding) => finding.startsWith('contradiction'))).toHaveLength(errors);
  });
});

describe('a datastore', () => {
  const stores = (list: string, hosts = HOSTS) =>
    parsed(
      HYPER_V.replace(HOSTS, hosts).replace(
        'datastores: [{ name: "ds{1..2}" }]',
        `datastores: [{ name: ds1, type: local, hosts: [hv1] }, ${list}]`,
      ),
    ).datastores[1]!;

  it('that only Hyper-V hosts mount is a CSV, a single one owned by the first of them in declaration order', () => {
    expect(stores('{ name: a }')).toMatchObject({
      type: 'csv',
      protocol: 'fc',
      hosts: ['hv1', 'hv2'],
      owner: 'hv1',
    });
    expect(stores('{ name: a, hosts: [hv2, hv1] }')).toMatchObject({ owner: 'hv1' });
    expect(stores('{ name: a, owner: hv2 }')).toMatchObject({ owner: 'hv2' });
  });

  it('without a stated owner belongs to the host that owns fewest, as a cluster distributes its volumes', () => {
    const { datastores } = scenarioOf(
      night({
        hosts: '[{ name: "hv{1..3}", platform: hyperv }]',
        datastores: `[{ name: "v{1..3}", type: csv }, { name: own, type: csv, owner: hv2 },
          { name: narrow, type: csv, hosts: [hv1, hv3] }, { name: "w{1..2}", type: csv }]`,
        proxies: '[]',
        vms: '[{ name: a, host: hv1, disks: [{ size: 1 GB, datastore: v1 }] }]',
      }),
    );
    // hv2 owns one from the start.
    expect(datastores.map(({ name, owner }) => `${name} ${owner}`)).toEqual([
      'v1 hv1',
      'v2 hv3',
      'v3 hv1',
      'own hv2',
      'narrow hv3',
      'w1 hv2',
      'w2 hv1',
    ]);
  });

  it('of type smb has protocol smb and no owner; the protocol alone implies the type', () => {
    expect(stores('{ name: a, type: smb }')).toMatchObject({ type: 'smb', protocol: 'smb' });
    expect(stores('{ name: a, protocol: smb }')).toMatchObject({ type: 'smb', protocol: 'smb' });
    expect(stores('{ name: a, type: smb }')).not.toHaveProperty('owner');
  });

  it('of local disks is on one host of either platform', () => {
    const local = (hosts: string) =>
      findings(SMALL.replace('"ds{1..2}" }', `"ds{1..2}", type: local${hosts} }`));
    expect(local('')).toEqual(['contradiction night.yaml:3:14']);
    expect(local(', hosts: [esx1, esx2]')).toEqual(['contradiction night.yaml:3:54']);
    expect(local(', hosts: [esx1]')).toEqual([]);
    expect(stores('{ name: a, type: local, hosts: [hv2] }')).toMatchObject({ protocol: 'local' });
  });

  it('is mounted by the hosts of its site and platform', () => {
    const mixed = `${HOSTS}  - { name: esx1 }\n`;
    expect(stores('{ name: a }', mixed)).toMatchObject({ type: 'vmfs', hosts: ['esx1'] });
    expect(stores('{ name: a, type: csv }', mixed)).toMatchObject({ hosts: ['hv1', 'hv2'] });
    expect(stores('{ name: a, type: nfs }', mixed)).toMatchObject({ hosts: ['esx1'] });
  });
});
