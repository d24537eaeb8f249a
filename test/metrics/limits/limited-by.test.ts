import { expect, test } from 'vitest';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** `job: stage by GB` of a night whose one task reads 100 GB unless it says otherwise. */
function limits(sections: Sections): string[] {
  return runText(night(sections)).limitedBy.map(
    ({ job, stage, by, bytes }) => `${job}: ${stage} ${by} ${bytes / 1e9} GB`,
  );
}

/** Everything that can limit the task is given, but only one thing is slower than the 100 MB/s of its mode. */
const SITES: Sections = {
  sites: '[here, far]',
  links: '[{ name: wan, between: [far, here], bandwidth: 800 Gbit/s }]',
  hosts: '[{ name: esx1, site: here }]',
  datastores: '[{ name: ds1, site: here, maxSnapshots: unlimited }]',
  proxies: '[{ name: px1, site: here, maxConcurrentTasks: 4 }]',
  repositories: '[{ name: repo, site: far, write: 200 MB/s }]',
};

test.each<readonly [string, Sections, string]>([
  ['the limit of its mode', {}, 'source transport.nbd.perTask'],
  [
    'a datastore',
    { datastores: '[{ name: ds1, read: 50 MB/s, maxSnapshots: unlimited }]' },
    'source datastores.ds1.read',
  ],
  ['the cores of one task', { profile: '{ full: 50 MB/s, incremental: 50 MB/s }' }, 'proxy coresPerTask'],
  ['a repository', { repositories: '[{ name: repo, write: 20 MB/s }]' }, 'target repositories.repo.write'],
  [
    'a write stream',
    { repositories: '[{ name: repo, write: 200 MB/s, perStream: 20 MB/s }]' },
    'target repositories.repo.perStream',
  ],
  [
    'a link on the way to the repository, against its direction',
    { ...SITES, links: '[{ name: wan, between: [far, here], bandwidth: 80 Mbit/s }]' },
    'network links.wan.back',
  ],
  [
    'a link on the way to the proxy',
    {
      ...SITES,
      links: '[{ name: wan, between: [here, far], bandwidth: 80 Mbit/s }]',
      proxies: '[{ name: px1, site: far, maxConcurrentTasks: 4 }]',
    },
    'source links.wan',
  ],
  [
    'the second of two throttle rules',
    {
      ...SITES,
      throttles:
        '[{ name: wide, between: [here, far], rate: 90 MB/s }, { name: office, between: [here, far], rate: 10 MB/s }]',
    },
    'throttling throttles.office',
  ],
])('what limited a task is told by name: %s', (_, sections, expected) => {
  expect(limits(sections)).toEqual([`night: ${expected} 100 GB`]);
});

test('what limited a task is told by name: a throttle rule of which two jobs have half each', () => {
  const job = (name: string) => `{ name: ${name}, vms: ["*"], repository: repo, run: full }`;
  const shared = {
    ...SITES,
    throttles: '[{ name: office, between: [here, far], rate: 10 MB/s }]',
    jobs: `[${job('one')}, ${job('two')}]`,
  };
  expect(limits(shared)).toEqual([
    'one: throttling throttles.office 100 GB',
    'two: throttling throttles.office 100 GB',
  ]);
});

test('what limited a task is told by name beside repositories and throttle rules that did not', () => {
  const beside = {
    ...SITES,
    throttles: '[{ name: wide, between: [here, far], rate: 90 MB/s }]',
    repositories: `[
      { name: other, site: far, write: 200 MB/s, perStream: 30 MB/s },
      { name: repo, site: far, write: 200 MB/s, perStream: 20 MB/s }]`,
  };
  expect(limits(beside)).toEqual(['night: target repositories.repo.perStream 100 GB']);
  expect(limits({ ...beside, profile: '{ full: 10 MB/s, incremental: 10 MB/s }' })).toEqual([
    'night: proxy coresPerTask 100 GB',
  ]);
});

test('disks of which nothing was read count for nothing: the one never began, the other had not changed', () => {
  const sections = {
    clock: '{ start: 2026-01-05T20:00, horizon: 500s }',
    vms: `[${vm('a', [100])}, { name: same, disks: [{ size: 100 GB, datastore: ds1, changeRate: 0% }] }, ${vm('late', [100])}]`,
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
    jobs: `[
      { name: first, vms: [same], repository: repo, run: incremental },
      { name: second, vms: [a, late], repository: repo, run: full }]`,
  };
  // The 100 GB of `a` are cut off after 500 s of 1000.
  expect(limits(sections)).toEqual(['second: source transport.nbd.perTask 50 GB']);
});

test('a proxy whose tasks share its cores is named by its cores', () => {
  // Three tasks on one core of 50 MB/s.
  const sections = {
    profile: '{ full: 50 MB/s, incremental: 50 MB/s }',
    proxies: '[{ name: px1, cores: 1, maxConcurrentTasks: 4 }]',
    vms: `[${vm('a', [100, 100, 100])}]`,
  };
  expect(limits(sections)).toEqual(['night: proxy proxies.px1.cores 300 GB']);
});

test('data is added up by job and thing', () => {
  const sections = {
    repositories:
      '[{ name: slow, write: 20 MB/s, maxConcurrentTasks: unlimited }, { name: fast, write: 1 GB/s, maxConcurrentTasks: unlimited }]',
    vms: `[${vm('a', [10, 20])}, ${vm('b', [40])}]`,
    jobs: '[{ name: one, vms: [a], repository: slow, run: full }, { name: two, vms: [a, b], repository: fast, run: full }]',
  };
  expect(limits(sections)).toEqual([
    'one: target repositories.slow.write 30 GB',
    'two: source transport.nbd.perTask 70 GB',
  ]);
});

test.each([
  // 3 GB at 10 MB/s through the link, then 97 GB at 50 MB/s from the datastore, which takes 1940 s.
  ['300s', 'source datastores.ds1.read'],
  // 30 GB in 3000 s, then 70 GB in 1400 s.
  ['3000s', 'source links.wan'],
])('of a task that is interrupted after %s, what limited the longer part counts', (at, expected) => {
  const sections = {
    ...SITES,
    links: '[{ name: wan, between: [here, far], bandwidth: 800 Mbit/s }]',
    proxies: '[{ name: px1, site: far, maxConcurrentTasks: 4 }]',
    datastores: '[{ name: ds1, site: here, read: 50 MB/s, maxSnapshots: unlimited }]',
    faults: `[{ kind: link-degraded, target: wan, share: 10%, at: 0s, for: ${at} }, { kind: link-down, target: wan, at: ${at}, for: 60s }]`,
  };
  expect(limits(sections)).toEqual([`night: ${expected} 100 GB`]);
});
