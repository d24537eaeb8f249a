import { expect, test } from 'vitest';
import { modelOf } from '../helpers/night.ts';

const capacities = (sections: Parameters<typeof modelOf>[0]) =>
  modelOf(sections).resources.map(({ name, capacity }) => `${name} ${capacity}`);

test('a capacity that is not given is unlimited and has no row', () => {
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
