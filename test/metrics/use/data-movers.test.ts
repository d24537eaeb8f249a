import { expect, test } from 'vitest';
import { Collector } from '../../../src/metrics/collector.ts';
import type { TraceRecord } from '../../../src/trace/record.ts';
import { modelOf, night, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { record } from '../records.ts';

const GB = 1e9;

/** A backup to a repository on px1's machine, a replication, a restore, and a copy to another repository. */
const model = modelOf({
  datastores: '[{ name: ds1 }, { name: ds2 }]',
  proxies: '[{ name: px1, maxConcurrentTasks: 4 }, { name: px2, maxConcurrentTasks: 4 }]',
  repositories: '[{ name: repo, server: px1 }, { name: repo2 }]',
  vms: `[${vm('a', [1, 1, 1, 1])}]`,
  jobs: `[
    { name: backup, vms: [a], repository: repo },
    { name: replica, type: replication, vms: [a], target: { datastore: ds2 } },
    { name: back, type: restore, vms: [a], repository: repo },
    { name: copy, type: backup-copy, vms: [a], source: repo, repository: repo2 }]`,
});

const transform = (at: number, kind: 'transform-started' | 'transform-ended'): TraceRecord =>
  kind === 'transform-ended'
    ? { kind, at: at * 1e6, transform: 0 }
    : { kind, at: at * 1e6, transform: 0, session: 0, work: 'merge', repository: 0, bytes: 0 };

test('a task has one in read mode where its data comes from and one in write mode where it goes', () => {
  const collector = new Collector(model);
  const { movers } = collector;
  const story = [
    ...[0, 1, 2, 3].flatMap((n) => [record.session(0, n, n), record.ready(0, n, { session: n })]),
    record.started(0, 0, { proxy: 0, repository: 0 }),
    record.started(50, 1, { proxy: 0, second: { proxy: 1, mode: 'nbd' }, repository: -1 }),
    record.ended(100, 0),
    record.started(120, 2, { proxy: 1, repository: 0 }),
    record.started(130, 3, { proxy: -1, mode: 'repository', repository: 1 }),
    record.ended(140, 3),
    record.ended(150, 1),
    transform(160, 'transform-started'),
    transform(170, 'transform-ended'),
    record.ended(200, 2),
  ];
  for (const each of story) collector.record(each);

  // px1 reads for the backup and the replication from 50 to 100; px2 writes for the replication and the restore from 120 to 150.
  expect(movers.ofProxy(0)).toEqual({ read: 2, write: 0 });
  expect(movers.ofProxy(1)).toEqual({ read: 0, write: 2 });
  // The restore and the copy read from 130 to 140.
  expect(movers.ofRepository(0)).toEqual({ read: 2, write: 1 });
  expect(movers.ofRepository(1)).toEqual({ read: 0, write: 1 });

  // On px1's machine: 2 movers of px1 and 1 of the repository from 50 to 100; 2 + 4 - 2 GB for two roles, and 3 GB.
  expect(movers.proxyMemory(0)).toBe(7 * GB);
  expect(movers.repositoryMemory(0)).toBe(7 * GB);
  expect(movers.proxyMemory(1)).toBe(4 * GB);
  expect(movers.repositoryMemory(1)).toBe(5 * GB);
});

test('without data movers, memory is that of the roles alone; a transform has a mover in read mode', () => {
  const collector = new Collector(model);
  const { movers } = collector;
  expect([movers.proxyMemory(0), movers.proxyMemory(1), movers.repositoryMemory(1)]).toEqual([
    4 * GB,
    2 * GB,
    4 * GB,
  ]);
  collector.record(transform(0, 'transform-started'));
  expect(movers.ofRepository(0)).toEqual({ read: 1, write: 0 });
  expect(movers.repositoryMemory(0)).toBe(5 * GB);
  // One that begins when it has ended is no second one at once.
  collector.record(transform(10, 'transform-ended'));
  collector.record(transform(20, 'transform-started'));
  expect(movers.ofRepository(0)).toEqual({ read: 1, write: 0 });
});

test('for a scale-out repository, the extents count, for backups and restores', () => {
  const { summary } = runText(
    night({
      repositories:
        '[{ name: e1, maxConcurrentTasks: unlimited }, { name: sobr, extents: [e1], perVmFiles: true }]',
      jobs: `[{ name: night, vms: ["*"], repository: sobr, run: full },
        { name: back, type: restore, vms: ["*"], repository: sobr, schedule: { after: night } }]`,
    }),
  );
  expect(summary.repositories['e1']).toMatchObject({
    dataMovers: { read: 1, write: 1 },
    peakMemoryBytes: 5 * GB,
  });
  expect(summary.repositories['sobr']).toMatchObject({
    dataMovers: { read: 0, write: 0 },
    peakMemoryBytes: 0,
  });
});

test('the summary has the peaks of a run: two tasks at once', () => {
  const { summary } = runText(night({ vms: `[${vm('a', [100, 100])}]` }));
  expect(summary.proxies['px1']).toMatchObject({
    dataMovers: { read: 2, write: 0 },
    peakMemoryBytes: 4 * GB,
  });
  expect(summary.repositories['repo']).toMatchObject({
    dataMovers: { read: 0, write: 2 },
    peakMemoryBytes: 6 * GB,
  });
});
