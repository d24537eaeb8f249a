import { expect, test } from 'vitest';
import { type VariablePart, whatCanVary } from '../../../src/experiment/plan/what-can-vary.ts';
import type { WaitCause } from '../../../src/trace/wait-cause.ts';
import { night } from '../../helpers/night.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';

function found(
  sections: Readonly<Record<string, string>>,
  wait?: WaitCause,
  bottleneck?: string,
  used: Readonly<Record<string, number>> = {},
): string[] {
  const figures = {
    wait: wait === undefined ? null : { cause: wait, seconds: 1 },
    worst: bottleneck === undefined ? null : { night: 0, job: 'night', spareSeconds: 0, bottleneck },
  };
  const parts = whatCanVary(scenarioOf(night(sections)), figures, (figure) => used[figure]);
  return parts.map(({ path, values, now }: VariablePart) => `${path}=${values} (${now})`);
}

/** Everything that is not named has no limit in this night, but for 28 disks in network mode. */
const NBD = 'hosts.esx1.nbdMaxDisks=14,28,56 (28)';

test('equal things are varied together, different or single ones by name', () => {
  expect(
    found({
      proxies:
        '[{ name: "px{1..2}", maxConcurrentTasks: 4, cores: 8 }, { name: vbr, maxConcurrentTasks: 2, cores: 8, enabled: false }]',
      repositories: '[{ name: r1, write: 1.5 MB/s, maxConcurrentTasks: 60 }, { name: repo }]',
    }),
  ).toEqual([
    'proxies.px*.count=1..4 (2)',
    'proxies.vbr.count=1..4 (0)',
    'proxies.px*.maxConcurrentTasks=2,4,8 (4)',
    'proxies.vbr.maxConcurrentTasks=1,2,4 (2)',
    'proxies.*.cores=4,8,16 (8)',
    'repositories.r1.maxConcurrentTasks=30,60,100 (60)',
    'repositories.repo.maxConcurrentTasks=2,4,8 (4)',
    'repositories.r1.write=1500000 B/s,3 MB/s (1.5 MB/s)',
    NBD,
  ]);
});

test('things of one family are varied together where they are of one size, and a pattern matches no other thing', () => {
  const proxies =
    '[{ name: "a{1..2}", cores: 8 }, { name: b1, cores: 8 }, { name: b2, cores: 4 }, { name: "c{1..2}", cores: 8 }, { name: c-old, cores: 2 }]';
  expect(found({ proxies }).filter((part) => part.includes('cores'))).toEqual([
    'proxies.a*.cores=4,8,16 (8)',
    'proxies.b1.cores=4,8,16 (8)',
    'proxies.b2.cores=2,4,8 (4)',
    'proxies.c1.cores=4,8,16 (8)',
    'proxies.c2.cores=4,8,16 (8)',
    'proxies.c-old.cores=1,2,4 (2)',
  ]);
});

test('a switched-off proxy is not counted', () => {
  const proxies = '[{ name: px1 }, { name: px2, enabled: false }, { name: px-old }]';
  expect(found({ proxies }).filter((part) => part.includes('count'))).toEqual([
    'proxies.px1.count=1..4 (1)',
    'proxies.px2.count=1..4 (0)',
    'proxies.px-old.count=1..4 (1)',
  ]);
});

test('within a kind the most used part comes first, and parts that were idle come last', () => {
  const proxies =
    '[{ name: vbr, default: true, cores: 2 }, { name: small, cores: 4 }, { name: big, cores: 16 }]';
  const parts = found({ proxies }, 'proxy-slot', 'proxy', {
    'proxies.vbr.slotUtilisation': 0,
    'proxies.vbr.cpuUtilisation': 0,
    'proxies.small.slotUtilisation': 0.4,
    'proxies.small.cpuUtilisation': 0.9,
    'proxies.big.slotUtilisation': 0.7,
    'proxies.big.cpuUtilisation': 0.2,
  });
  expect(parts.filter((part) => part.startsWith('proxies.'))).toEqual([
    'proxies.big.count=1..4 (1)',
    'proxies.small.count=1..4 (1)',
    'proxies.big.maxConcurrentTasks=8,16,32 (16)',
    'proxies.small.maxConcurrentTasks=2,4,8 (4)',
    'proxies.small.cores=2,4,8 (4)',
    'proxies.big.cores=8,16,32 (16)',
    'proxies.vbr.count=1..4 (1)',
    'proxies.vbr.maxConcurrentTasks=1,2,4 (2)',
    'proxies.vbr.cores=1,2,4 (2)',
  ]);
});

test('networks are given in bits, as they are sold', () => {
  const proxies =
    '[{ name: px1, network: 10 Gbit/s }, { name: px2, network: 400 Mbit/s }, { name: px3, network: 5 MB/s }, { name: px4, network: 1 B/s }]';
  expect(found({ proxies }).filter((part) => part.includes('.network'))).toEqual([
    'proxies.px1.network=10 Gbit/s,20 Gbit/s (10 Gbit/s)',
    'proxies.px2.network=400 Mbit/s,800 Mbit/s (400 Mbit/s)',
    'proxies.px3.network=40 Mbit/s,80 Mbit/s (40 Mbit/s)',
    'proxies.px4.network=1 B/s,2 B/s (1 B/s)',
  ]);
});

test('a pattern never matches a proxy of another kind', () => {
  const proxies = '[{ name: "px{1..2}" }, { name: px-old }]';
  expect(found({ proxies }).filter((part) => part.includes('count'))).toEqual([
    'proxies.px1.count=1..4 (1)',
    'proxies.px2.count=1..4 (1)',
    'proxies.px-old.count=1..4 (1)',
  ]);
});

test('the main wait cause comes first, then the main bottleneck', () => {
  const sections = { datastores: '[{ name: ds1, maxSnapshots: 1, read: 300 MB/s }]' };
  expect(found(sections, 'datastore-snapshots', 'source').slice(0, 3)).toEqual([
    'datastores.ds1.maxSnapshots=1,2 (1)',
    'datastores.ds1.read=300 MB/s,600 MB/s (300 MB/s)',
    'proxies.px1.count=1..4 (1)',
  ]);
});

test('links come first where a network limits the tightest job, the busiest of them before others', () => {
  const sections = {
    sites: '[hq, b1, b2]',
    links: '[{ between: [hq, b1], bandwidth: 50 Mbit/s }, { between: [hq, b2], bandwidth: 100 Mbit/s }]',
    hosts: '[{ name: esx1, site: hq }]',
    datastores: '[{ name: ds1, site: hq, maxSnapshots: 1 }]',
    proxies: '[{ name: px1, site: hq }]',
    repositories: '[{ name: repo, site: hq }]',
  };
  const used = { 'links.hq-b1.utilisation': 0.2, 'links.hq-b2.utilisation': 0.3 };
  expect(found(sections, 'datastore-snapshots', 'network', used).slice(0, 3)).toEqual([
    'links.hq-b2.bandwidth=100 Mbit/s,200 Mbit/s (100 Mbit/s)',
    'links.hq-b1.bandwidth=50 Mbit/s,100 Mbit/s (50 Mbit/s)',
    'datastores.ds1.maxSnapshots=1,2 (1)',
  ]);
  // Data that is read over a link is limited by it as a source.
  expect(found(sections, 'datastore-snapshots', 'source', used).slice(0, 3)).toEqual([
    'datastores.ds1.maxSnapshots=1,2 (1)',
    'links.hq-b2.bandwidth=100 Mbit/s,200 Mbit/s (100 Mbit/s)',
    'links.hq-b1.bandwidth=50 Mbit/s,100 Mbit/s (50 Mbit/s)',
  ]);
});

test('one file per VM is offered where jobs write one file each, by streams of limited rate', () => {
  const repositories = (fields: string) =>
    found({ repositories: `[{ name: repo, ${fields} }]` }, undefined, 'target');
  expect(repositories('perStream: 160 MB/s').slice(0, 2)).toEqual([
    'repositories.repo.perVmFiles=false,true (false)',
    'repositories.repo.perStream=160 MB/s,320 MB/s (160 MB/s)',
  ]);
  expect(repositories('perStream: 160 MB/s, perVmFiles: true')[0]).toMatch(/^repositories\.repo\.perStream=/);
  expect(repositories('write: 1 GB/s')[0]).toMatch(/^repositories\.repo\.write=/);
});

test('what storage traffic crosses is offered in bits', () => {
  const parts = found(
    {
      fabrics: '[{ name: fc, bandwidth: 8 Gbit/s }]',
      proxies:
        '[{ name: san1, kind: physical, cores: 8, storage: { protocols: [fc], bandwidth: 16 Gbit/s } }]',
    },
    undefined,
    'source',
  );
  expect(parts.slice(0, 3)).toEqual([
    'proxies.san1.storage.bandwidth=16 Gbit/s,32 Gbit/s (16 Gbit/s)',
    'fabrics.fc.bandwidth=8 Gbit/s,16 Gbit/s (8 Gbit/s)',
    'proxies.san1.count=1..4 (1)',
  ]);
});

test('hosts that are proxies have slots and cores, and no network mode', () => {
  const hyperv = {
    hosts: '[{ name: "hv{1..2}", platform: hyperv, cores: 8 }]',
    proxies: '[]',
    vms: '[{ name: vm1, host: hv1, disks: [{ size: 100 GB, datastore: ds1 }] }]',
    datastores: '[{ name: ds1, type: smb, maxSnapshots: unlimited }]',
  };
  expect(found(hyperv, 'proxy-slot')).toEqual([
    'hosts.*.maxConcurrentTasks=2,4,8 (4)',
    'hosts.*.cores=4,8,16 (8)',
  ]);
});
