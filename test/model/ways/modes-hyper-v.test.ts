import { describe, expect, test } from 'vitest';
import type { Model } from '../../../src/model/model.ts';
import { candidatesFor, modesFor, writeModesFor } from '../../../src/model/ways/transport.ts';
import { modelOf, type Sections } from '../../helpers/night.ts';

const vmOf = ({ vms }: Model, vm: number) => ({ ...vms.traitsOf(vm), ...vms.storageOf(vm) });

const STORES = {
  'csv on fc': 'type: csv, protocol: fc, owner: hv1',
  'csv on iscsi': 'type: csv, protocol: iscsi, owner: hv1',
  'csv on sas': 'type: csv, protocol: sas, owner: hv1',
  smb: 'type: smb',
  local: 'type: local, hosts: [hv2]',
} as const;

/** A VM on hv2; its csv belongs to hv1. */
function site(store: keyof typeof STORES, more: Sections = {}) {
  return modelOf({
    hosts: '[{ name: hv1, platform: hyperv }, { name: hv2, platform: hyperv }, { name: esx1 }]',
    datastores: `[{ name: ds1, ${STORES[store]} }]`,
    proxies: `[{ name: fc1, platform: hyperv, storage: { protocols: [fc] } },
      { name: all, platform: hyperv, storage: { protocols: [fc, iscsi, sas, smb, local] } },
      { name: guest, host: hv2, storage: { protocols: [fc, iscsi, sas, smb] } },
      { name: esxproxy, host: esx1, storage: { protocols: [fc, iscsi, nfs] } }]`,
    vms: '[{ name: v, host: hv2, disks: [{ size: 1 GB, datastore: ds1 }] }]',
    ...more,
  });
}

describe('the table of Hyper-V', () => {
  // The owner works on a csv, whoever runs the VM; on anything else the host of the VM. Off-host is for physical proxies.
  test.each<[keyof typeof STORES, string[]]>([
    ['csv on fc', ['fc1 off-host', 'all off-host', 'hv1 on-host']],
    ['csv on iscsi', ['all off-host', 'hv1 on-host']],
    ['csv on sas', ['all off-host', 'hv1 on-host']],
    ['smb', ['all off-host', 'hv2 on-host']],
    ['local', ['hv2 on-host']],
  ])('a disk on %s', (store, expected) => {
    const model = site(store);
    const demand = {
      vm: vmOf(model, 0),
      datastore: model.datastores[0]!,
      storageSnapshots: false,
      arrayOnly: false,
    };
    const found = model.proxies.flatMap((proxy) =>
      modesFor(proxy, demand).map((mode) => `${proxy.name} ${mode}`),
    );
    expect(found).toEqual(expected);
  });

  test.each<[keyof typeof STORES, string[]]>([
    ['csv on fc', ['hv1 on-host']],
    ['csv on iscsi', ['hv1 on-host']],
    ['csv on sas', ['hv1 on-host']],
    ['smb', ['hv2 on-host']],
    ['local', ['hv2 on-host']],
  ])(
    'writing to %s for a VM on hv2: by its host, or the owner of the CSV; never off-host',
    (store, expected) => {
      const model = site(store);
      for (const first of [true, false]) {
        const demand = {
          platform: 'hyperv',
          datastore: model.datastores[0]!,
          host: 1,
          first,
          thin: false,
        } as const;
        const found = model.proxies.flatMap((proxy) =>
          writeModesFor(proxy, demand).map((mode) => `${proxy.name} ${mode}`),
        );
        expect(found).toEqual(expected);
      }
    },
  );

  test('the owner of a CSV is by default the first host that mounts it', () => {
    const model = site('csv on fc', { datastores: '[{ name: ds1, type: csv, hosts: [hv2, hv1] }]' });
    expect(model.hosts[model.datastores[0]!.owner]!.name).toBe('hv1');
  });

  test('a proxy of one platform reads and writes nothing of the other', () => {
    const model = modelOf({
      hosts: '[{ name: hv1, platform: hyperv }, { name: esx1 }]',
      datastores: '[{ name: ds1, type: vmfs }, { name: ds2, type: csv }]',
      proxies: '[{ name: px1 }]',
      vms: `[{ name: v, host: esx1, disks: [{ size: 1 GB, datastore: ds1 }] },
        { name: w, host: hv1, disks: [{ size: 1 GB, datastore: ds2 }] }]`,
    });
    const readers = (vm: number) =>
      candidatesFor(model, { job: 0, vm, datastore: vm }).map((c) => model.proxies[c.proxy]!.name);
    expect([readers(0), readers(1)]).toEqual([['px1'], ['hv1']]);
    const write = { host: 1, first: true, thin: false };
    expect(
      writeModesFor(model.proxies[1]!, { ...write, platform: 'vsphere', datastore: model.datastores[0]! }),
    ).toEqual([]);
    expect(
      writeModesFor(model.proxies[0]!, { ...write, platform: 'hyperv', datastore: model.datastores[1]! }),
    ).toEqual([]);
  });
});

describe("a job's own proxies", () => {
  const of = (own: string, proxies = '{ name: off1, platform: hyperv, storage: { protocols: [fc] } }') => {
    const model = site('csv on fc', {
      proxies: `[${proxies}]`,
      jobs: `[{ name: j, vms: ["*"], repository: repo, proxies: [${own}] }]`,
    });
    return candidatesFor(model, { job: 0, vm: 0, datastore: 0 }).map(
      (c) => `${model.proxies[c.proxy]!.name} ${c.mode}`,
    );
  };

  test('allow the hosts for failover if they are off-host', () => {
    expect(of('off1')).toEqual(['off1 off-host', 'hv1 on-host']);
  });

  test('allow no host if they are off-host without failover', () => {
    const strict = '{ name: off1, platform: hyperv, storage: { protocols: [fc] }, failoverToNetwork: false }';
    expect(of('off1', strict)).toEqual(['off1 off-host']);
  });

  test('hosts are a restriction like any other: off-host proxies not named do nothing', () => {
    expect(of('hv1')).toEqual(['hv1 on-host']);
  });

  test('do nothing if they are hosts other than the one that processes the disk', () => {
    expect(of('hv2')).toEqual([]);
  });
});

test('off-host is the better class: it ranks before on-host', () => {
  const classes = candidatesFor(site('csv on fc'), { job: 0, vm: 0, datastore: 0 }).map(
    (c) => `${c.mode} ${c.connectionClass}`,
  );
  expect(classes).toEqual(['off-host 0', 'off-host 0', 'on-host 1']);
});
