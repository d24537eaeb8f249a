import { expect, test } from 'vitest';
import { criticalPath } from '../../helpers/in-one-go.ts';
import { night, vm } from '../../helpers/night.ts';
import { explained } from '../listened.ts';

const S = 1e6;

test('the removal of a snapshot that was handed to the array follows no end of a disk, even if one ends at that instant', () => {
  // The snapshot of a: created until 10, handed over until 30, removed until 100. Its first disk has nothing to read and ends at 30 as
  // soon as it is open, the second is read until 80. b can have its snapshot from 100 on: 30 s, and 300 s of data.
  const disks = (...sizes: string[]) =>
    `[${sizes.map((size) => `{ size: ${size}, datastore: fc1 }`).join(', ')}]`;
  const path = criticalPath(
    explained(
      night({
        overheads: '{ base: none, snapshotCreate: 10s, snapshotHandoff: 20s, snapshotRemove: 70s }',
        transport: '{ storage-snapshot: { perTask: 100 MB/s } }',
        arrays: '[{ name: array1 }]',
        datastores: '[{ name: fc1, protocol: fc, array: array1, maxSnapshots: 1 }]',
        proxies: '[{ name: fibre, kind: physical, maxConcurrentTasks: 8, storage: { protocols: [fc] } }]',
        vms: `[{ name: a, disks: ${disks('1 GB, used: 0%', '5 GB')} }, { name: b, disks: ${disks('30 GB')} }]`,
        jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, storageSnapshots: true }]',
      }),
    ),
  )!;
  expect(path.links.map(({ fromUs, toUs, who }) => `${who} ${fromUs / S}-${toUs / S}`)).toEqual([
    'the snapshot of a is created, handed over to the array and removed 0-100',
    'b/0 at fibre by storage-snapshot 100-430',
  ]);
  // The removal depends only on the start of the first disk, so both disks of a may end as late as the run.
  expect(path.tasks.map(({ endUs, slackUs }) => (endUs + slackUs) / S)).toEqual([430, 430, 430]);
});

test('a snapshot that is handed to the array in no time still counts: what delays its VM delays the next VM', () => {
  // x holds the only snapshot of fc1 and y the slot of p1, both until 100. Then a begins; its snapshot is created and removed at the
  // same instant, and b, the next to need one, reads for 300 s until 400. If y ended later, a and thus b would begin later.
  const jobs = [
    ['x', 'p2', ''],
    ['y', 'p1', ''],
    ['a', 'p1', ', storageSnapshots: true'],
    ['b', 'p3', ', storageSnapshots: true'],
  ].map(
    ([name, proxy, more]) =>
      `{ name: ${name}, vms: [${name}], repository: repo, run: full, proxies: [${proxy}]${more} }`,
  );
  const vms = [vm('x', [10], 'fc1'), vm('y', [10], 'fc2'), vm('a', [1], 'fc1'), vm('b', [30], 'fc1')];
  const { tasks } = criticalPath(
    explained(
      night({
        transport: '{ san: { perTask: 100 MB/s }, storage-snapshot: { perTask: 100 MB/s } }',
        arrays: '[{ name: array1 }]',
        datastores:
          '[{ name: fc1, protocol: fc, array: array1, maxSnapshots: 1 }, { name: fc2, protocol: fc }]',
        proxies: '[{ name: "p{1..3}", kind: physical, maxConcurrentTasks: 1, storage: { protocols: [fc] } }]',
        vms: `[${vms.join(', ')}]`,
        jobs: `[${jobs.join(', ')}]`,
      }),
    ),
  )!;
  const told = tasks.map(({ name, endUs, slackUs }) => `${name.vm} ${endUs / S} ${slackUs / S}`);
  expect(told.sort()).toEqual(['a 110 290', 'b 400 0', 'x 100 0', 'y 100 0']);
});
