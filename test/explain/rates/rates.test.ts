import { expect, test } from 'vitest';
import { lifeText } from '../../../src/report/explanation/task-life.ts';
import { lifeOf } from '../../helpers/in-one-go.ts';
import { night, vm } from '../../helpers/night.ts';
import { explained } from '../listened.ts';

const S = 1_000_000;

test('a rate is cut where its limit changes: first the limit of the task itself, then the datastore that it shares', () => {
  // a alone: its limit of 100 MB/s. b starts at 50 s and both share 120 MB/s: 60 each. a has 10 - 5 = 5 GB left: 83.3 s.
  const explanation = explained(
    night({
      datastores: '[{ name: ds1, maxSnapshots: unlimited, read: 120 MB/s }]',
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
      jobs: `[{ name: one, vms: [a], repository: repo, run: full },
        { name: two, vms: [b], repository: repo, run: full, schedule: { start: 50s } }]`,
    }),
  );
  const { rate } = lifeOf(explanation, explanation.chronicle.tasks[0]!);
  expect(rate.exact).toBe(true);
  expect(
    rate.pieces.map(({ fromUs, stage, by, most, sharers }) => ({ fromUs, stage, by, most, sharers })),
  ).toEqual([
    { fromUs: 0, stage: 'source', by: 'nbd per task', most: 100e6, sharers: 1 },
    { fromUs: 50 * S, stage: 'source', by: 'datastores.ds1.read', most: 60e6, sharers: 2 },
  ]);
  expect(rate.pieces[1]!.toUs).toBe(133_333_333);
});

test('a transfer without any limit takes no time, and its rates are still exact', () => {
  const explanation = explained(night({ transport: '{ nbd: { perTask: unlimited } }' }));
  const life = lifeOf(explanation, explanation.chronicle.tasks[0]!);
  expect(life.rate).toEqual({ pieces: [], exact: true });
  const told = lifeText(explanation.chronicle, life, 120);
  expect(told).toContain('has transferred 100 GB in less than a microsecond: nothing limits it');
  expect(told).not.toContain('as near as');
});

test('bytes written to a datastore are the bytes of the disk, not those sent and rounded', () => {
  // Half of 5,000,001 bytes is rounded to 2,500,001; doubling that would give one byte too many. All bytes are written, at 1 MB/s.
  const explanation = explained(
    night({
      transport: '{ nbd: { perTask: unlimited } }',
      datastores: '[{ name: ds1 }, { name: ds2, write: 1 MB/s }]',
      vms: '[{ name: vm1, host: esx1, disks: [{ size: 5000001 B, datastore: ds1 }] }]',
      jobs: '[{ name: night, type: replication, vms: [vm1], run: full, target: { datastore: ds2 } }]',
    }),
  );
  const { rate } = lifeOf(explanation, explanation.chronicle.tasks[0]!);
  expect(rate.pieces).toMatchObject([{ by: 'datastores.ds2.write', least: 1e6, most: 1e6 }]);
});
