import { expect, test } from 'vitest';
import { criticalPath } from '../../../src/explain/chain/critical-path.ts';
import { night } from '../../helpers/night.ts';
import { explained } from '../listened.ts';

const S = 1e6;

test('a snapshot that goes since the array has its own is nobody’s end, not even that of a disk which ends just then', () => {
  // The snapshot of a: made until 10, handed over until 30, removed until 100. Its first disk has nothing to read and ends at 30 as soon as
  // it is open, the second is read until 80. b may have its snapshot from 100 on: 30 s, and 300 s of data.
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
    'the snapshot of a is made, handed to the array and removed 0-100',
    'b/0 at fibre by storage-snapshot 100-430',
  ]);
  // Ends of disks do not matter to it, only when the first of them began.
  expect(path.tasks.map(({ endUs, slackUs }) => (endUs + slackUs) / S)).toEqual([430, 430, 430]);
});
