import { expect, test } from 'vitest';
import { lifeOf } from '../../helpers/in-one-go.ts';
import { night, vm } from '../../helpers/night.ts';
import { explained } from '../listened.ts';
import { IN_A_ROW } from '../three-in-a-row.ts';

const S = 1_000_000;

test('a wait names the holders of the slot that is waited for, with times', () => {
  const explanation = explained(IN_A_ROW);
  const life = lifeOf(explanation, explanation.chronicle.tasks[2]!);
  expect(life.waitsAreExact).toBe(true);
  expect(life.waits).toEqual([
    {
      fromUs: 0,
      toUs: 300 * S,
      cause: 'proxy-slot',
      place: 'px1 by nbd',
      what: 'proxies.px1',
      holders: [
        { who: 'b/0', us: 200 * S },
        { who: 'a/0', us: 100 * S },
      ],
      down: [],
      byDefault: [],
    },
  ]);
});

test('waits with the same cause for one datastore after the other are separate stretches', () => {
  // c needs a snapshot on both datastores: that of a exists on ds1 for 100 s, that of b on ds2 for 200 s.
  const explanation = explained(
    night({
      datastores: '[{ name: ds1, maxSnapshots: 1 }, { name: ds2, maxSnapshots: 1 }]',
      vms: `[${vm('a', [10])}, ${vm('b', [20], 'ds2')}, { name: c, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }] }]`,
    }),
  );
  const task = explanation.chronicle.tasks.find(({ vm }) => vm === 2)!;
  const told = lifeOf(explanation, task).waits.map(({ fromUs, toUs, cause, what, holders }) => ({
    ...{ fromUs, toUs, cause, what },
    holders: holders.map(({ who, us }) => `${who} ${us / S} s`),
  }));
  expect(told).toEqual([
    {
      fromUs: 0,
      toUs: 100 * S,
      cause: 'datastore-snapshots',
      what: 'datastores.ds1',
      holders: ['the snapshot of a 100 s'],
    },
    {
      fromUs: 100 * S,
      toUs: 200 * S,
      cause: 'datastore-snapshots',
      what: 'datastores.ds2',
      holders: ['the snapshot of b 100 s'],
    },
  ]);
});
