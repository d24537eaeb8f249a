import { expect, test } from 'vitest';
import { heatMaps } from '../../../src/experiment/designs/heat-map.ts';
import { night, vm } from '../../helpers/night.ts';
import { swept } from '../../helpers/swept.ts';

const TWO = night({ vms: `[${vm('a', [100])}, ${vm('b', [100])}]` });
const SLOTS = 'proxies.px1.maxConcurrentTasks=1,2';
const RATES = 'transport.nbd.perTask=100 MB/s,200 MB/s,400 MB/s';

test('a map has the mean of its figure for each pair of values, the first axis down', () => {
  // Two disks of 100 GB: 1000 s each at 100 MB/s, one after the other or both at once.
  const sweep = swept(TWO, [SLOTS, RATES]);
  expect(heatMaps(sweep)).toEqual([
    {
      policy: null,
      figure: 'window.seconds',
      rows: { path: 'proxies.px1.maxConcurrentTasks', values: ['1', '2'] },
      columns: { path: 'transport.nbd.perTask', values: ['100 MB/s', '200 MB/s', '400 MB/s'] },
      cells: [
        [2000, 1000, 500],
        [1000, 500, 250],
      ],
    },
  ]);
  // What was not run is nothing.
  expect(heatMaps({ ...sweep, designs: sweep.designs.slice(1) })[0]?.cells[0]).toEqual([null, 1000, 500]);
});

test('there is one only for exactly two crossed axes', () => {
  const one = swept(TWO, [SLOTS]);
  const three = swept(TWO, [SLOTS, 'transport.nbd.perTask=100 MB/s', 'seed=1,2']);
  const two = swept(TWO, [SLOTS, RATES]);
  const drawn = { ...two.experiment, sampling: { kind: 'latin-hypercube', samples: 2 } as const };
  expect([one, three, { ...two, experiment: drawn }].map((sweep) => heatMaps(sweep))).toEqual([[], [], []]);
});
