import { describe, expect, test } from 'vitest';
import { candidatesFor } from '../../../src/model/ways/transport.ts';
import { modelOf, type Sections } from '../../helpers/night.ts';

/** `proxy mode` of every candidate of the first disk of the first VM, in order. */
function candidates(sections: Sections, disk = 0): string[] {
  const model = modelOf(sections);
  const { vm, datastore } = model.disks.at(disk);
  return candidatesFor(model, { job: 0, vm, datastore }).map(
    (c) => `${model.proxies[c.proxy]!.name} ${c.mode}`,
  );
}

const HOSTS = '[{ name: esx1 }, { name: esx2 }]';
const STORES: Readonly<Record<string, string>> = {
  fc: 'protocol: fc',
  iscsi: 'protocol: iscsi',
  sas: 'protocol: sas',
  nfs: 'type: nfs',
  vsan: 'type: vsan',
  vvol: 'type: vvol, protocol: fc',
  local: 'type: local',
};
const PROXIES: Readonly<Record<string, string>> = {
  physical: 'kind: physical',
  'physical with ports': 'kind: physical, storage: { protocols: [fc, iscsi, sas, nfs] }',
  'virtual on a mounting host': 'kind: virtual, host: esx1',
  'virtual with storage paths': 'kind: virtual, host: esx1, storage: { protocols: [fc, iscsi, sas, nfs] }',
  'virtual elsewhere': 'kind: virtual, host: esx2',
};

/** The table of transport modes, cell by cell; the best mode stands first. */
describe.each([
  ['fc', 'nbd', 'san nbd', 'hotadd nbd', 'hotadd nbd', 'nbd'],
  ['iscsi', 'nbd', 'san nbd', 'hotadd nbd', 'san hotadd nbd', 'nbd'],
  ['sas', 'nbd', 'san nbd', 'hotadd nbd', 'hotadd nbd', 'nbd'],
  ['nfs', 'nbd', 'nfs nbd', 'hotadd nbd', 'nfs hotadd nbd', 'nbd'],
  ['vsan', 'nbd', 'nbd', 'hotadd nbd', 'hotadd nbd', 'nbd'],
  ['vvol', 'nbd', 'nbd', 'hotadd nbd', 'hotadd nbd', 'nbd'],
  ['local', 'nbd', 'nbd', 'hotadd nbd', 'hotadd nbd', 'nbd'],
])('a disk on %s storage', (store, ...cells) => {
  test.each(Object.keys(PROXIES).map((proxy, i) => [proxy, cells[i]!]))(
    'is read by a proxy that is %s over %s',
    (proxy, modes) => {
      const found = candidates({
        hosts: HOSTS,
        datastores: `[{ name: ds1, ${STORES[store]}, hosts: [esx1] }]`,
        proxies: `[{ name: px, ${PROXIES[proxy]} }]`,
      });
      expect(found).toEqual(modes.split(' ').map((mode) => `px ${mode}`));
    },
  );
});

describe('direct SAN is all or nothing per VM', () => {
  const mixed = (second: string) => ({
    hosts: HOSTS,
    datastores: `[{ name: ds1, protocol: fc }, { name: ds2, ${second} }]`,
    proxies: '[{ name: san, storage: { protocols: [fc, nfs] } }]',
    vms: '[{ name: v, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }] }]',
  });

  test('a disk on vSAN rules it out for the FC disk of the same VM', () => {
    expect(candidates(mixed('type: vsan'))).toEqual(['san nbd']);
  });

  test('a disk on another FC datastore does not', () => {
    expect(candidates(mixed('protocol: fc'))).toEqual(['san san', 'san nbd']);
  });

  test('direct NFS is decided per disk: it reads the NFS disk of a VM whose FC disk cannot use direct SAN', () => {
    expect(candidates(mixed('type: nfs'))).toEqual(['san nbd']);
    expect(candidates(mixed('type: nfs'), 1)).toEqual(['san nfs', 'san nbd']);
  });
});

test('hot-add needs the proxy in the site of the datastore', () => {
  const twoSites = {
    sites: '[hq, dr]',
    hosts: '[{ name: esx1, site: hq }, { name: esx2, site: dr }]',
    datastores: '[{ name: ds1, site: hq, hosts: [esx1, esx2] }]',
    proxies: '[{ name: near, host: esx1 }, { name: far, host: esx2 }]',
    repositories: '[{ name: repo, site: hq }]',
  };
  expect(candidates(twoSites)).toEqual(['near hotadd', 'near nbd', 'far nbd']);
});

test('a proxy and a datastore that both name a fabric reach each other only if it is the same', () => {
  const found = candidates({
    fabrics: '[{ name: a }, { name: b }]',
    datastores: '[{ name: ds1, fabric: a }]',
    proxies: `[{ name: same, fabric: a, storage: { protocols: [fc] } },
      { name: other, fabric: b, storage: { protocols: [fc] } }, { name: any, storage: { protocols: [fc] } }]`,
  });
  expect(found).toEqual(['same san', 'same nbd', 'other nbd', 'any san', 'any nbd']);
});

describe('an allowed list of modes', () => {
  const allow = (rest: string) =>
    candidates({
      hosts: HOSTS,
      datastores: '[{ name: ds1, hosts: [esx1] }]',
      proxies: `[{ name: px, ${rest} }]`,
    });

  test('allows nothing else if one of its modes works, not even network mode', () => {
    expect(allow('host: esx1, modes: [hotadd]')).toEqual(['px hotadd']);
  });

  test('gives the best class first, whatever its order', () => {
    expect(allow('host: esx1, modes: [nbd, hotadd]')).toEqual(['px hotadd', 'px nbd']);
  });

  test('may contain encrypted network mode', () => {
    expect(allow('modes: [nbdssl]')).toEqual(['px nbdssl']);
  });

  test('none of whose modes reaches the disk fails over to network mode', () => {
    expect(allow('host: esx2, modes: [hotadd]')).toEqual(['px nbd']);
  });

  test('none of whose modes reaches the disk leaves it unreachable if failover is off', () => {
    expect(allow('host: esx2, modes: [hotadd], failoverToNetwork: false')).toEqual([]);
  });
});

test("a job's own proxies are the only ones; a switched-off one is none", () => {
  const sections = {
    proxies: '[{ name: a }, { name: b }, { name: c, enabled: false }]',
    jobs: '[{ name: night, vms: ["*"], repository: repo, proxies: [c, b] }]',
  };
  expect(candidates(sections)).toEqual(['b nbd']);
});

test('a proxy of the other platform reads nothing', () => {
  const model = modelOf();
  const foreign = { ...model, proxies: [{ ...model.proxies[0]!, platform: 'hyperv' as const }] };
  expect(candidatesFor(foreign, { job: 0, vm: 0, datastore: 0 })).toEqual([]);
});

test('a candidate has its class, whether it is in the site of the VM, and whether the repository prefers it', () => {
  const model = modelOf({
    sites: '[hq, dr]',
    hosts: '[{ name: esx1, site: hq }]',
    datastores: '[{ name: ds1, site: hq }]',
    proxies: '[{ name: near, site: hq, storage: { protocols: [fc] } }, { name: far, site: dr }]',
    repositories: '[{ name: repo, site: hq, affinity: [far] }]',
  });
  expect(candidatesFor(model, { job: 0, vm: 0, datastore: 0 })).toEqual([
    { proxy: 0, mode: 'san', connectionClass: 0, sameSite: true, preferred: false, end: 'read' },
    { proxy: 0, mode: 'nbd', connectionClass: 2, sameSite: true, preferred: false, end: 'read' },
    { proxy: 1, mode: 'nbd', connectionClass: 2, sameSite: false, preferred: true, end: 'read' },
  ]);
});
