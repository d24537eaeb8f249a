import { expect, test } from 'vitest';
import { night, places, times, vm, waited } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

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

test('a transform writes in a stream of its own: no faster than one stream', () => {
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

test('a VM that failed has no increment to merge: of one file that of the others is, of its own none', () => {
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
