import { expect, test } from 'vitest';
import { night, places, times, vm, waited } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/**
 * One slot of a repository that reads and writes 50 MB/s. Job `first` makes an increment of 10 GB in 100 s (5 GB sent), and on
 * this Saturday a synthetic full of 50 GB: 1000 s.
 */
const saturday = (later: string) =>
  runText(
    night({
      clock: '{ start: 2026-01-10T22:00 }',
      repositories: '[{ name: repo, write: 50 MB/s, read: 50 MB/s, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100], 'ds1', 'lastBackup: 24h').replace('datastore: ds1', 'datastore: ds1, changeRate: 10%')},
        ${vm('b', [10])}, ${vm('c', [10])}]`,
      jobs: `[{ name: first, vms: [a], repository: repo, syntheticFull: { days: [sat] } },
        { name: later, vms: [b, c], repository: repo, run: full, schedule: { start: ${later} } }]`,
    }),
  );

test('a task that waits for the slot of a transform gets it when the transform ends', () => {
  const run = saturday('150s');
  expect(times(run, 'transform-started')).toEqual([100]);
  expect(times(run, 'transform-ended')).toEqual([1100]);
  expect(places(run)).toEqual(['a/0 px1 0-100', 'b/0 px1 1100-1200', 'c/0 px1 1200-1300']);
  expect(waited(run)).toEqual(['b/0 repository-slot 950', 'c/0 repository-slot 1050']);
});

test('tasks that wait go before the transforms of a session that has ended', () => {
  const run = saturday('50s');
  expect(places(run)).toEqual(['a/0 px1 0-100', 'b/0 px1 100-200', 'c/0 px1 200-300']);
  expect(times(run, 'transform-started')).toEqual([300]);
  expect(times(run, 'transform-ended')).toEqual([1300]);
});

test('a task that waited for something else is charged to the slot that a transform takes, from then on', () => {
  // x has the one snapshot of ds1 until 2000; the slot of repo is a's until 100, then the transform's until 1100.
  const run = runText(
    night({
      clock: '{ start: 2026-01-10T22:00 }',
      datastores: '[{ name: ds1, maxSnapshots: 1 }, { name: ds2 }]',
      repositories: '[{ name: repo, write: 50 MB/s, read: 50 MB/s, maxConcurrentTasks: 1 }, { name: repo2 }]',
      vms: `[${vm('a', [100], 'ds2', 'lastBackup: 24h').replace('datastore: ds2', 'datastore: ds2, changeRate: 10%')},
        ${vm('x', [200])}, ${vm('b', [10])}]`,
      jobs: `[{ name: first, vms: [a], repository: repo, syntheticFull: { days: [sat] } },
        { name: other, vms: [x], repository: repo2, run: full },
        { name: later, vms: [b], repository: repo, run: full, schedule: { start: 50s } }]`,
    }),
  );
  expect(times(run, 'transform-started')).toEqual([100]);
  expect(waited(run)).toEqual(['b/0 repository-slot 1050', 'b/0 datastore-snapshots 900']);
});

test('a repository that comes up again takes the tasks that wait before its transforms', () => {
  // a ends at 100, its session's transform is due at 120, b and c are at 130; the repository is down from 110 to 200.
  const run = runText(
    night({
      clock: '{ start: 2026-01-10T22:00 }',
      overheads: '{ base: none, jobFinalise: 20s }',
      repositories: '[{ name: repo, write: 50 MB/s, read: 50 MB/s, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100], 'ds1', 'lastBackup: 24h').replace('datastore: ds1', 'datastore: ds1, changeRate: 10%')},
        ${vm('b', [10])}, ${vm('c', [10])}]`,
      jobs: `[{ name: first, vms: [a], repository: repo, syntheticFull: { days: [sat] } },
        { name: later, vms: [b, c], repository: repo, run: full, schedule: { start: 130s } }]`,
      faults: '[{ kind: repository-down, target: repo, at: 110s, for: 90s }]',
    }),
  );
  expect(places(run)).toEqual(['a/0 px1 0-100', 'b/0 px1 200-300', 'c/0 px1 300-400']);
  expect(times(run, 'transform-started')).toEqual([400]);
});

test('a transform writes in a stream of its own, so no faster than one stream', () => {
  const run = runText(
    night({
      repositories: '[{ name: repo, write: 50 MB/s, read: 50 MB/s, perStream: 10 MB/s }]',
      vms: `[${vm('a', [100], 'ds1', 'lastBackup: 24h').replace('datastore: ds1', 'datastore: ds1, changeRate: 10%')}]`,
      jobs: '[{ name: night, vms: [a], repository: repo, method: forever-incremental }]',
    }),
  );
  // 5 GB sent at 10 MB/s; then merged as slowly.
  expect(places(run)).toEqual(['a/0 px1 0-500']);
  expect([times(run, 'transform-started'), times(run, 'transform-ended')]).toEqual([[500], [1000]]);
});

test('a failed VM has no increment to merge: where VMs share a file those of the others are merged, in a file of its own nothing is', () => {
  const merged = (perVmFiles: boolean) =>
    runText(
      night({
        repositories: `[{ name: repo, write: 50 MB/s, read: 50 MB/s, maxConcurrentTasks: 1, perVmFiles: ${perVmFiles} }]`,
        vms: `[${['a', 'b'].map((name) =>
          vm(name, [100]).replace('datastore: ds1', 'datastore: ds1, changeRate: 10%'),
        )}]`,
        jobs: '[{ name: night, vms: ["*"], repository: repo, method: forever-incremental }]',
        faults: '[{ kind: task-fails, target: b, probability: 100% }]',
      }),
    ).trace.flatMap((record) => (record.kind === 'transform-started' ? [record.bytes] : []));
  expect(merged(false)).toEqual([5e9]);
  expect(merged(true)).toEqual([5e9]);
});
