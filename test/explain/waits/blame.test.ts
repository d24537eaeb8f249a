import { describe, expect, test } from 'vitest';
import * as inParts from '../../../src/explain/waits/blame.ts';
import { reliefFor } from '../../../src/explain/waits/relief.ts';
import { blameFor } from '../../helpers/in-one-go.ts';
import { night, vm } from '../../helpers/night.ts';
import { explained } from '../listened.ts';
import { IN_A_ROW } from '../three-in-a-row.ts';

const S = 1_000_000;

test('charges are sorted, largest first and equal ones by name; a job is charged for all of its VMs', () => {
  // One slot, 100 MB/s: z 0 to 50 while three wait, y 50 to 150 while two wait, x 150 to 300 while one waits: 150, 200 and 150 s.
  const blame = blameFor(
    explained(
      night({
        proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
        policy: 'list',
        vms: `[${vm('z', [5])}, ${vm('y', [10])}, ${vm('x', [15])}, ${vm('w', [1])}]`,
      }),
    ),
    'proxy-slot',
  );
  expect(blame.byVm.map(({ name, us }) => `${name} ${us / S}`)).toEqual(['y 200', 'x 150', 'z 150']);
  expect(blame.byJob).toEqual([{ name: 'night', us: 500 * S }]);
  expect(blame.byThing).toEqual([{ name: 'proxies.px1', us: 500 * S, wantedUs: 300 * S, mostWaiting: 3 }]);
});

test('tells how far it has come', () => {
  // Tasks begin at 0, 100 and 300 s of 400 s, and no task waits after that.
  expect([...new Set(inParts.blameFor(explained(IN_A_ROW), 'proxy-slot'))]).toEqual([0, 0.25, 0.75]);
});

test('holders of several jobs share a charge equally', () => {
  // Two slots, held by a and b for 100 s while c waits.
  const blame = blameFor(
    explained(
      night({
        proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
        policy: 'list',
        vms: `[${vm('a', [10])}, ${vm('b', [20])}, ${vm('c', [5])}]`,
        jobs: `[{ name: second, vms: [b], repository: repo, run: full }, { name: first, vms: [a], repository: repo, run: full },
          { name: third, vms: [c], repository: repo, run: full }]`,
      }),
    ),
    'proxy-slot',
  );
  expect(blame.byJob).toEqual([
    { name: 'first', us: 50 * S },
    { name: 'second', us: 50 * S },
  ]);
  expect(blame.byVm).toEqual([
    { name: 'a', us: 50 * S },
    { name: 'b', us: 50 * S },
  ]);
  expect(blame.nobodyUs).toBe(0);
});

test('of one job: only the waits of its tasks, whoever made them wait', () => {
  // One slot, 100 MB/s: a of first 0 to 100, b of second 100 to 150, c of second from 150 on.
  const explanation = explained(
    night({
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      policy: 'list',
      vms: `[${vm('a', [10])}, ${vm('b', [5])}, ${vm('c', [5])}]`,
      jobs: `[{ name: first, vms: [a], repository: repo, run: full }, { name: second, vms: [b, c], repository: repo, run: full }]`,
    }),
  );
  expect(blameFor(explanation, 'proxy-slot', 1)).toMatchObject({
    of: 'second',
    tasks: 2,
    waitedUs: 250 * S,
    byJob: [
      { name: 'first', us: 200 * S },
      { name: 'second', us: 50 * S },
    ],
    exact: true,
  });
  expect(blameFor(explanation, 'proxy-slot', 0)).toMatchObject({
    of: 'first',
    tasks: 0,
    waitedUs: 0,
    byJob: [],
  });
});

test('the wait for the next tick has no holder and is charged to nobody', () => {
  const explanation = explained(
    night({
      policy: '{ schedulerTick: 60s }',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
    }),
  );
  // a 0 to 100, b from 120 on: 100 s for the slot, 20 s for the tick.
  const tick = blameFor(explanation, 'scheduler-tick');
  expect(tick).toMatchObject({
    waitedUs: 20 * S,
    tasks: 1,
    nobodyUs: 20 * S,
    byJob: [],
    byVm: [],
    exact: true,
  });
  const slot = blameFor(explanation, 'proxy-slot');
  expect(slot).toMatchObject({ waitedUs: 100 * S, nobodyUs: 0, byVm: [{ name: 'a', us: 100 * S }] });
});

describe('who is responsible for waits of one cause', () => {
  test('each waiting task is charged to the holders of what it waits for', () => {
    const explanation = explained(IN_A_ROW);
    const blame = blameFor(explanation, 'proxy-slot');
    // a holds the slot for 100 s while two wait; b for 200 s while one does.
    expect(blame).toEqual({
      cause: 'proxy-slot',
      waitedUs: 400 * S,
      tasks: 2,
      nobodyUs: 0,
      byThing: [{ name: 'proxies.px1', us: 400 * S, wantedUs: 300 * S, mostWaiting: 2 }],
      byJob: [{ name: 'night', us: 400 * S }],
      byVm: [
        { name: 'a', us: 200 * S },
        { name: 'b', us: 200 * S },
      ],
      withoutUse: [],
      exact: true,
      byDefault: [],
    });
    expect(reliefFor(explanation.chronicle.model, blame)).toEqual({
      what: 'one more slot on px1',
      set: 'proxies.px1.maxConcurrentTasks=2',
      share: 1,
      usedUs: 300 * S,
      insteadOf: null,
    });
  });

  test('a slot of a Hyper-V host is set among the hosts', () => {
    const explanation = explained(
      night({
        hosts: '[{ name: hv1, platform: hyperv, maxConcurrentTasks: 1 }]',
        datastores: '[{ name: csv1, type: csv }]',
        transport: '{ on-host: { perTask: 100 MB/s } }',
        proxies: '[]',
        vms: '[{ name: "v{1..2}", host: hv1, disks: [{ size: 10 GB, datastore: csv1 }] }]',
      }),
    );
    const blame = blameFor(explanation, 'proxy-slot');
    expect(reliefFor(explanation.chronicle.model, blame)).toMatchObject({
      what: 'one more slot on hv1',
      set: 'hosts.hv1.maxConcurrentTasks=2',
    });
  });

  describe('where the repository is full, too, one more slot on the proxy would stay free', () => {
    // 100 s, 100 s, 100 s one after the other on px1. For its first 150 s the repository is full with a disk on px2, too.
    const relief = (other: number) => {
      const explanation = explained(
        night({
          proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
          repositories: '[{ name: repo, maxConcurrentTasks: 2 }]',
          policy: 'list',
          vms: `[${vm('other', [other])}, ${vm('a', [10])}, ${vm('b', [10])}, ${vm('c', [10])}]`,
          jobs: `[{ name: second, vms: [other], proxies: [px2], repository: repo, run: full },
            { name: first, vms: [a, b, c], proxies: [px1], repository: repo, run: full }]`,
        }),
      );
      const blame = blameFor(explanation, 'proxy-slot');
      return { blame, relief: reliefFor(explanation.chronicle.model, blame) };
    };

    test('for most of the time: a slot on the repository comes first', () => {
      const found = relief(15);
      expect(found.blame.withoutUse).toEqual([{ name: 'proxies.px1', by: 'repositories.repo', us: 150 * S }]);
      expect(found.relief).toEqual({
        what: 'one more slot on repo',
        set: 'repositories.repo.maxConcurrentTasks=3',
        share: 1,
        usedUs: 50 * S,
        insteadOf: { what: 'one more slot on px1', freeUs: 150 * S, wantedUs: 200 * S },
      });
    });

    test('for half of the time or less: a slot on the proxy comes first, and counts only while it would be used', () => {
      expect(relief(10).relief).toMatchObject({
        what: 'one more slot on px1',
        usedUs: 100 * S,
        insteadOf: null,
      });
    });
  });

  test('snapshots that fill a datastore are charged to their VMs', () => {
    const text = night({
      datastores: '[{ name: ds1, maxSnapshots: 1 }]',
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
    });
    const blame = blameFor(explained(text), 'datastore-snapshots');
    expect(blame.byThing).toEqual([
      { name: 'datastores.ds1', us: 100 * S, wantedUs: 100 * S, mostWaiting: 1 },
    ]);
    expect(blame.byVm).toEqual([{ name: 'a', us: 100 * S }]);
  });
});
