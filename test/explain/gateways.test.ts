import { expect, test } from 'vitest';
import { lifeOf } from '../../src/explain/task-life.ts';
import { night, vm } from '../helpers/night.ts';
import { explained } from './listened.ts';

const S = 1_000_000;

test('what goes to a gateway in another site and back is held by a throttle rule twice', () => {
  // 10 GB read, 5 GB sent there and back: 10 GB at 50 MB/s are 200 s, 50 MB read a second.
  const explanation = explained(
    night({
      sites: '[hq, dr]',
      hosts: '[{ name: esx1, site: hq }]',
      datastores: '[{ name: ds1, site: hq }]',
      proxies: '[{ name: px1, site: hq }, { name: gw1, site: dr }]',
      repositories: '[{ name: repo, site: hq, gateway: gw1 }]',
      throttles: '[{ name: rule, between: [hq, dr], rate: 50 MB/s }]',
      vms: `[${vm('a', [10])}]`,
      jobs: '[{ name: night, vms: [a], repository: repo, run: full, proxies: [px1] }]',
    }),
  );
  const { rate } = lifeOf(explanation, explanation.chronicle.tasks[0]!);
  expect(rate).toMatchObject({
    pieces: [{ fromUs: 0, toUs: 200 * S, most: 50e6, stage: 'throttling', sharers: 1 }],
    exact: true,
  });
});

test('who waits for the lost automatic gateway of its file is told so', () => {
  // p1 takes a/0, and so writes a's file; it is lost at 10 s, and given up at 1810. p2 has a slot from 100 on.
  const explanation = explained(
    night({
      proxies: '[{ name: p1, maxConcurrentTasks: 1 }, { name: p2, maxConcurrentTasks: 1 }]',
      repositories: '[{ name: repo, gateway: auto, perVmFiles: true }]',
      vms: `[${vm('x', [10])}, ${vm('a', [100, 10])}]`,
      jobs: `[{ name: one, vms: [x], repository: repo, run: full, proxies: [p2] },
        { name: two, vms: [a], repository: repo, run: full }]`,
      faults: '[{ kind: proxy-down, target: p1, at: 10s }]',
    }),
  );
  const { waits, waitsAreExact } = lifeOf(explanation, explanation.chronicle.tasks[2]!);
  expect(waits.map(({ fromUs, toUs, cause, down }) => ({ fromUs, toUs, cause, down }))).toEqual([
    { fromUs: 0, toUs: 10 * S, cause: 'proxy-slot', down: [] },
    { fromUs: 10 * S, toUs: 1810 * S, cause: 'no-candidate', down: ['proxies.p1'] },
  ]);
  expect(waitsAreExact).toBe(true);
});
