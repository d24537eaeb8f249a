import { describe, expect, test } from 'vitest';
import { night, places, type Sections, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** No limit of a task's own: only what the test gives. */
const OPEN: Sections = { transport: '{}' };
const ends = (sections: Sections) =>
  runText(night({ ...OPEN, ...sections })).tasks.map((task) => `${task.vm}/${task.disk} ${task.endSeconds}`);

test('tasks share a datastore equally, and the last one gets all of it', () => {
  // 100 MB/s: 50 each until a has 50 GB at 1000 s; b has 50 GB left at 100 MB/s.
  expect(
    ends({
      datastores: '[{ name: ds1, read: 100 MB/s, maxSnapshots: unlimited }]',
      vms: `[${vm('a', [50])}, ${vm('b', [100])}]`,
    }),
  ).toEqual(['a/0 1000', 'b/0 1500']);
});

test('a repository takes what is transferred: half of what is read, so twice its rate can be read', () => {
  expect(ends({ repositories: '[{ name: repo, write: 50 MB/s }]' })).toEqual(['vm1/0 1000']);
});

describe('one stream of 50 MB/s, so 100 MB/s read at half the size', () => {
  const streams = (perVmFiles: boolean) =>
    ends({
      repositories: `[{ name: repo, perStream: 50 MB/s, perVmFiles: ${perVmFiles}, maxConcurrentTasks: unlimited }]`,
      vms: `[${vm('a', [100])}, ${vm('b', [50, 50])}]`,
    });

  test('per VM: two VMs write side by side, the disks of one share', () => {
    expect(streams(true)).toEqual(['a/0 1000', 'b/0 1000', 'b/1 1000']);
  });

  test('per job: all disks of the job share one', () => {
    // 33.3 MB/s each until b's end at 1500; then a has 50 GB left at 100 MB/s.
    expect(streams(false)).toEqual(['a/0 2000', 'b/0 1500', 'b/1 1500']);
  });
});

test('two jobs write in two streams where one job has one', () => {
  const run = runText(
    night({
      ...OPEN,
      repositories: '[{ name: repo, perStream: 50 MB/s, perVmFiles: false }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      jobs: '[{ name: one, vms: [a], repository: repo, run: full }, { name: two, vms: [b], repository: repo, run: full }]',
    }),
  );
  expect(places(run)).toEqual(['a/0 px1 0-1000', 'b/0 px1 0-1000']);
});

describe('bandwidth is there each way, at 100 MB/s of data that is sent as it is', () => {
  const backup = (name: string, of: string, repository: string) =>
    `{ name: ${name}, vms: [${of}], repository: ${repository}, run: full, compressionRatio: 1 }`;
  const TWO_SITES: Sections = {
    sites: '[hq, dr]',
    links: '[{ between: [hq, dr], bandwidth: 100 MB/s }]',
    hosts: '[{ name: esx1, site: hq }, { name: esx2, site: dr }]',
    datastores: '[{ name: ds1, site: hq }, { name: ds2, site: dr }]',
    proxies: '[{ name: px1, site: hq }, { name: px2, site: dr }]',
    repositories: '[{ name: here, site: hq }, { name: there, site: dr }]',
    vms: `[${vm('a', [100])}, ${vm('b', [100], 'ds2')}]`,
  };

  test('two sites that back up to each other use both ways of their link, two jobs one way share it', () => {
    const ofBoth = (second: string) =>
      ends({ ...TWO_SITES, jobs: `[${backup('there', 'a', 'there')}, ${second}]` });
    expect(ofBoth(backup('here', 'b', 'here'))).toEqual(['a/0 1000', 'b/0 1000']);
    expect(ofBoth(backup('again', 'a', 'there'))).toEqual(['a/0 2000', 'a/0 2000']);
  });

  test('a degraded link carries its share each way; its utilisation is that of the busier one', () => {
    const run = runText(
      night({
        ...OPEN,
        ...TWO_SITES,
        vms: `[${vm('a', [100])}, ${vm('b', [50], 'ds2')}]`,
        jobs: `[${backup('there', 'a', 'there')}, ${backup('here', 'b', 'here')}]`,
        faults: '[{ kind: link-degraded, target: hq-dr, at: 0s, share: 50% }]',
      }),
    );
    expect(places(run)).toEqual(['a/0 px1 0-2000', 'b/0 px2 0-1000']);
    // 100 GB one way and 50 GB the other.
    expect(run.summary.links).toEqual({ 'hq-dr': { utilisation: 1, transferredBytes: 150e9 } });
  });

  test('a repository is written to beside a restore from it', () => {
    expect(
      ends({
        repositories: '[{ name: repo, network: 100 MB/s }]',
        datastores: '[{ name: ds1 }, { name: ds2 }]',
        vms: `[${vm('a', [100])}, ${vm('b', [100], 'ds2')}]`,
        jobs: `[${backup('night', 'a', 'repo')}, { name: back, type: restore, vms: [b], repository: repo, compressionRatio: 1 }]`,
      }),
    ).toEqual(['b/0 1000', 'a/0 1000']);
  });

  test('a host reads for a backup beside what it writes for a restore', () => {
    expect(
      ends({
        hosts: '[{ name: esx1, network: 100 MB/s }]',
        datastores: '[{ name: ds1, type: nfs }]',
        proxies: '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 4 }]',
        vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
        jobs: `[${backup('night', 'a', 'repo')}, { name: back, type: restore, vms: [b], repository: repo }]`,
      }),
    ).toEqual(['b/0 1000', 'a/0 1000']);
  });
});

describe('a throttle rule of 100 MB/s between sites', () => {
  const SITES: Sections = {
    ...OPEN,
    sites: '[hq, dr]',
    hosts: '[{ name: esx1, site: hq }]',
    datastores: '[{ name: ds1, site: hq, maxSnapshots: unlimited }]',
    proxies: '[{ name: px1, site: hq, maxConcurrentTasks: 8 }]',
    repositories: '[{ name: repo, site: dr, maxConcurrentTasks: unlimited }]',
    throttles: '[{ between: [hq, dr], rate: 100 MB/s }]',
  };
  const two = (vms: string) =>
    ends({
      ...SITES,
      vms,
      jobs: '[{ name: one, vms: [a], repository: repo, run: full }, { name: two, vms: [b], repository: repo, run: full }]',
    });

  test('V17: two jobs have half each; when one ends the other has all', () => {
    // 100 GB read are 50 GB sent: 50 MB/s each until a ends at 1000; b has 50 GB left to send at 100 MB/s.
    expect(two(`[${vm('a', [100])}, ${vm('b', [200])}]`)).toEqual(['a/0 1000', 'b/0 1500']);
  });

  test('the share is per job, however many disks it has', () => {
    // a: one disk with 50 MB/s. b: three disks with 16.7 MB/s each, so all three of 33.3 GB together as long as a.
    expect(two(`[${vm('a', [100])}, ${vm('b', [25, 25, 25, 25])}]`)).toEqual([
      'a/0 1000',
      'b/0 1000',
      'b/1 1000',
      'b/2 1000',
      'b/3 1000',
    ]);
  });

  test('traffic inside one site is free of it', () => {
    const local = { ...SITES, repositories: '[{ name: repo, site: hq, write: 100 MB/s }]' };
    expect(ends(local)).toEqual(['vm1/0 500']);
  });

  test('is the bottleneck where it binds', () => {
    expect(runText(night(SITES)).tasks.map((task) => [task.endSeconds, task.bottleneck])).toEqual([
      [500, 'throttling'],
    ]);
  });
});

describe('production load', () => {
  test('is taken off the datastore by the time of day', () => {
    // From 20:00 to 21:00 half of 100 MB/s is left: 180 GB in 3600 s; 100 GB more at full rate.
    expect(
      ends({
        clock: '{ start: 2026-01-05T20:00 }',
        datastores: '[{ name: ds1, read: 100 MB/s, productionLoad: { "08:00-21:00": 50% } }]',
        vms: `[${vm('a', [280])}]`,
      }),
    ).toEqual(['a/0 4600']);
  });

  test('comes back after midnight', () => {
    // 23:00 to 01:00 at 100 MB/s: 720 GB; then 50 MB/s for 50 GB: 1000 s.
    expect(
      ends({
        clock: '{ start: 2026-01-05T23:00 }',
        datastores: '[{ name: ds1, read: 100 MB/s, productionLoad: { "01:00-03:00": 50% } }]',
        vms: `[${vm('a', [770])}]`,
      }),
    ).toEqual(['a/0 8200']);
  });

  test('that uses everything halts the work until it is over', () => {
    expect(
      ends({
        clock: '{ start: 2026-01-05T20:00 }',
        datastores: '[{ name: ds1, read: 100 MB/s, productionLoad: { "20:10-21:00": 100% } }]',
        vms: `[${vm('a', [100])}]`,
      }),
    ).toEqual(['a/0 4000']);
  });

  test('is followed again when work begins after a standstill', () => {
    // At 20:05 the proxy is there and production takes half: 50 MB/s for 15 GB until 20:10, then 100 MB/s for 30 GB.
    expect(
      ends({
        clock: '{ start: 2026-01-05T20:00 }',
        datastores: '[{ name: ds1, read: 100 MB/s, productionLoad: { "20:05-20:10": 50% } }]',
        proxies: '[{ name: px1, added: 5 min, maxConcurrentTasks: 4 }]',
        vms: `[${vm('a', [45])}]`,
      }),
    ).toEqual(['a/0 900']);
  });

  test('is that of the clock after hours in which nothing was read', () => {
    // 20:00: 100 GB at 100 MB/s. 22:30: at 50 MB/s 90 GB until 23:00, then 10 GB at 100 MB/s.
    const run = runText(
      night({
        ...OPEN,
        clock: '{ start: 2026-01-05T20:00 }',
        datastores: '[{ name: ds1, read: 100 MB/s, productionLoad: { "21:00-23:00": 50% } }]',
        jobs: '[{ name: night, vms: ["*"], repository: repo, method: active-full, schedule: { at: ["20:00", "22:30"] } }]',
      }),
    );
    expect(places(run)).toEqual(['vm1/0 px1 0-1000', 'vm1/0 px1 9000-10900']);
  });

  test('of a host is taken off its management network and its VM traffic', () => {
    // 1 GB/s at 40 % is 400 MB/s, a quarter of it left: 100 MB/s.
    expect(
      ends({
        clock: '{ start: 2026-01-05T20:00 }',
        hosts: '[{ name: esx1, managementNetwork: 8 Gbit/s, productionLoad: { "08:00-07:00": 75% } }]',
        vms: `[${vm('a', [100])}]`,
      }),
    ).toEqual(['a/0 1000']);
  });
});

test('the processor of a proxy: one core of work per task at most, all tasks at most its cores', () => {
  const sections = (slots: number): Sections => ({
    profile: '{ full: 100 MB/s, incremental: 10 MB/s }',
    proxies: `[{ name: px1, cores: 2, maxConcurrentTasks: ${slots} }]`,
    vms: `[${vm('a', [100])}, ${vm('b', [100])}, ${vm('c', [100])}]`,
  });
  expect(ends(sections(1))).toEqual(['a/0 1000', 'b/0 2000', 'c/0 3000']);
  // Three on two cores: 66.7 MB/s each.
  expect(ends(sections(3))).toEqual(['a/0 1500', 'b/0 1500', 'c/0 1500']);
});

test('an untracked disk is read whole, at the rate of a full run, and sends only what changed', () => {
  const run = runText(
    night({
      ...OPEN,
      profile: '{ full: 100 MB/s, incremental: 10 MB/s }',
      proxies: '[{ name: px1, cores: 1 }]',
      vms: '[{ name: a, tracking: none, disks: [{ size: 100 GB, datastore: ds1, changeRate: 10% }] }]',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: incremental }]',
    }),
  );
  expect(run.tasks).toMatchObject([{ endSeconds: 1000, readBytes: 100e9, transferredBytes: 5e9 }]);
});

test('one more slot can lengthen the night: 4 slots 400 s, 3 slots 500 s, 2 slots 400 s', () => {
  // Four disks of 10 GB, a datastore of 100 MB/s, at most 50 MB/s a task.
  const window = (slots: number) =>
    runText(
      night({
        transport: '{ nbd: { perTask: 50 MB/s } }',
        datastores: '[{ name: ds1, read: 100 MB/s, maxSnapshots: unlimited }]',
        proxies: `[{ name: px1, maxConcurrentTasks: ${slots} }]`,
        vms: `[${vm('a', [10, 10, 10, 10])}]`,
      }),
    ).summary.window?.seconds;
  expect([2, 3, 4].map(window)).toEqual([400, 500, 400]);
});
