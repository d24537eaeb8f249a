import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';
import { storageSnapshotNight } from './nights/storage-snapshots-nights.ts';

const coverage = new Coverage();

test('snapshots of arrays go as the texts say: the first disk decides, VM snapshots are handed over, VMs come in groups', () => {
  fc.assert(
    fc.property(storageSnapshotNight, (data) => agree(data, coverage)),
    { seed: 20_260_140, numRuns: 60 },
  );
});

test('and the nights that are compared have it all', () => {
  for (const [what, least] of [
    ['backup by storage-snapshot', 5],
    ['replication by storage-snapshot', 1],
    ['waits sequential', 6],
    ['waits proxy-slot', 10],
    ['waits datastore-snapshots', 5],
    ['result window-closed', 5],
  ] as const)
    expect(coverage.met(what), what).toBeGreaterThanOrEqual(least);
  expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
});
