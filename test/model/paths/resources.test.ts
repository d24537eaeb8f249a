import { expect, test } from 'vitest';
import { modelOf } from '../../helpers/night.ts';

const capacities = (sections: Parameters<typeof modelOf>[0]) =>
  modelOf(sections).resources.map(({ name, capacity }) => `${name} ${capacity}`);

test('a capacity that is not stated is unlimited and has no row', () => {
  expect(capacities({})).toEqual([]);
});

test('every limited capacity has one row, in the order of declaration', () => {
  const found = capacities({
    datastores: '[{ name: ds1, read: 800 MB/s }, { name: ds2 }]',
    fabrics: '[{ name: san, bandwidth: 16 Gbit/s }]',
    hosts: '[{ name: esx1, network: 10 Gbit/s, managementNetwork: 1 Gbit/s }]',
    proxies:
      '[{ name: px1, cores: 4, speed: 1.5, network: 1 Gbit/s, storage: { protocols: [fc], bandwidth: 8 Gbit/s } }]',
    repositories: '[{ name: repo, write: 1 GB/s, read: 2 GB/s, network: 10 Gbit/s }]',
  });
  expect(found).toEqual([
    'datastores.ds1.read 800000000',
    'fabrics.san 2000000000',
    'hosts.esx1.network 1250000000',
    // 40 % of 1 Gbit/s is what network mode can use.
    'hosts.esx1.managementNetwork 50000000',
    'proxies.px1.storage 1000000000',
    // Four cores of 1.5 times the speed.
    'proxies.px1.cores 6',
    'proxies.px1.inbound 125000000',
    'proxies.px1.outbound 125000000',
    'repositories.repo.network 1250000000',
    'repositories.repo.write 1000000000',
    'repositories.repo.read 2000000000',
  ]);
});

test('the usable share of a management network can be set', () => {
  expect(
    capacities({ hosts: '[{ name: esx1, managementNetwork: 1 Gbit/s, managementShare: 80% }]' }),
  ).toEqual(['hosts.esx1.managementNetwork 100000000']);
});

test('capacities that few scenarios limit come last, so that they renumber nothing: datastore writes, then ingest', () => {
  const plain = {
    datastores: '[{ name: ds1, read: 800 MB/s }, { name: ds2, read: 400 MB/s }]',
    repositories: '[{ name: r1, write: 1 GB/s }, { name: r2, read: 2 GB/s }]',
    jobs: '[{ name: night, vms: ["*"], repository: r1 }]',
  };
  const before = [
    'datastores.ds1.read 800000000',
    'datastores.ds2.read 400000000',
    'repositories.r1.write 1000000000',
    'repositories.r2.read 2000000000',
  ];
  expect(capacities(plain)).toEqual(before);
  const more = {
    ...plain,
    datastores:
      '[{ name: ds1, read: 800 MB/s, write: 300 MB/s }, { name: ds2, read: 400 MB/s, write: 200 MB/s }]',
    // One figure limits both ways, each for itself.
    repositories:
      '[{ name: r1, write: 1 GB/s, ingest: 8 MB/s }, { name: r2, read: 2 GB/s, ingest: { read: 5 MB/s } }]',
  };
  expect(capacities(more)).toEqual([
    ...before,
    'datastores.ds1.write 300000000',
    'datastores.ds2.write 200000000',
    'repositories.r1.ingestWrite 8000000',
    'repositories.r1.ingestRead 8000000',
    'repositories.r2.ingestRead 5000000',
  ]);
});

test('a full-duplex capacity has a row for each direction that some job could use', () => {
  const estate = {
    sites: '[a, b]',
    links: '[{ name: wan, between: [a, b], bandwidth: 1 Gbit/s }]',
    hosts: '[{ name: esx1, site: a, network: 10 Gbit/s }]',
    datastores: '[{ name: ds1, site: a }]',
    proxies: '[{ name: px1, site: a }]',
    repositories: '[{ name: repo, site: b, network: 2 Gbit/s }]',
  };
  const usual = [
    'hosts.esx1.network 1250000000',
    'links.wan 125000000',
    'repositories.repo.network 250000000',
    'links.wan.back 125000000',
  ];
  expect(capacities({ ...estate, jobs: '[{ name: n, vms: ["*"], repository: repo }]' })).toEqual(usual);
  // A restore reads the repository, and writes over the host.
  expect(
    capacities({ ...estate, jobs: '[{ name: n, type: restore, vms: ["*"], repository: repo }]' }),
  ).toEqual([...usual, 'repositories.repo.networkReads 250000000', 'hosts.esx1.networkWrites 1250000000']);
});

test("a link may have the name of another link's second direction", () => {
  const { linkResources } = modelOf({
    sites: '[a, b]',
    links: `[{ name: wan, between: [a, b], bandwidth: 1 Gbit/s }, { name: wan.back, between: [b, a], bandwidth: 2 Gbit/s }]`,
    hosts: '[{ name: esx1, site: a }]',
    datastores: '[{ name: ds1, site: a }]',
    proxies: '[{ name: px1, site: a }]',
    repositories: '[{ name: repo, site: b }]',
  });
  expect(new Set(linkResources.flatMap(({ there, back }) => [there, back])).size).toBe(4);
});

test('a Hyper-V host is a proxy with its cores and its network', () => {
  const hyperV = {
    hosts: '[{ name: hv1, platform: hyperv, cores: 16, network: 10 Gbit/s }]',
    proxies: '[]',
  };
  expect(capacities(hyperV)).toEqual([
    'hosts.hv1.network 1250000000',
    'proxies.hv1.cores 16',
    'proxies.hv1.inbound 1250000000',
    'proxies.hv1.outbound 1250000000',
  ]);
});

test('production load applies to reads and writes of a datastore, to a host and to a link', () => {
  const load = 'productionLoad: { "08:00-18:00": 25% }';
  const model = modelOf({
    sites: '[a, b]',
    links: `[{ between: [a, b], bandwidth: 1 Gbit/s, ${load} }]`,
    hosts: `[{ name: esx1, site: a, network: 1 Gbit/s, managementNetwork: 1 Gbit/s, ${load} }]`,
    datastores: `[{ name: ds1, site: a, read: 1 GB/s, write: 1 GB/s, ${load} }]`,
    proxies: '[{ name: px1, site: a, cores: 4 }]',
    repositories: '[{ name: repo, site: b, write: 1 GB/s }]',
  });
  const loaded = model.resources.filter(({ productionLoad }) => productionLoad !== undefined);
  expect(loaded.map(({ name }) => name)).toEqual([
    'datastores.ds1.read',
    'hosts.esx1.network',
    'hosts.esx1.managementNetwork',
    'links.a-b',
    'datastores.ds1.write',
    'links.a-b.back',
  ]);
});
