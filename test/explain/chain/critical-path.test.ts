import { describe, expect, test } from 'vitest';
import * as inParts from '../../../src/explain/chain/critical-path.ts';
import { criticalPath } from '../../helpers/in-one-go.ts';
import { night, vm } from '../../helpers/night.ts';
import { explained } from '../listened.ts';
import { IN_A_ROW } from '../three-in-a-row.ts';

const S = 1_000_000;

/** Two slots: a 0 to 100, b 0 to 200, c 100 to 150. */
const TWO_SLOTS = night({
  proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
  vms: `[${vm('a', [10])}, ${vm('b', [20])}, ${vm('c', [5])}]`,
});

describe('the chain that determined the end', () => {
  test('goes back from the last end, slot by slot, to the start', () => {
    const path = criticalPath(explained(IN_A_ROW))!;
    expect(path.links.map(({ who, fromUs, toUs, gave }) => [who, fromUs / S, toUs / S, gave])).toEqual([
      ['a/0 at px1 by nbd', 0, 100, 'proxy-slot (proxies.px1)'],
      ['b/0 at px1 by nbd', 100, 300, 'proxy-slot (proxies.px1)'],
      ['c/0 at px1 by nbd', 300, 400, 'the end'],
    ]);
    expect(path.tasks.map(({ slackUs }) => slackUs)).toEqual([0, 0, 0]);
  });

  test('goes back over thousands of links', () => {
    // One slot, 2500 disks of 1 GB at 100 MB/s: one every 10 s. Each but the first waited for the one before.
    const disks = 2500;
    const path = criticalPath(
      explained(
        night({
          proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
          policy: 'list',
          vms: `[${vm(`"vm{1..${disks}}"`, [1])}]`,
        }),
      ),
    )!;
    expect(path.links.map(({ who, fromUs, gave }) => `${who} ${fromUs / S} ${gave}`)).toEqual(
      Array.from({ length: disks }, (_, i) => {
        const gave = i === disks - 1 ? 'the end' : 'proxy-slot (proxies.px1)';
        return `vm${i + 1}/0 at px1 by nbd ${10 * i} ${gave}`;
      }),
    );
  });

  test('tells how far it has come, from the end to the start', () => {
    // The links begin at 300, 100 and 0 s of 400 s.
    expect([...new Set(inParts.criticalPath(explained(IN_A_ROW)))]).toEqual([0.25, 0.75, 1]);
  });

  test('the slack of a task is limited by the end and by the slack of the task that takes its slot', () => {
    const path = criticalPath(explained(TWO_SLOTS))!;
    expect(path.links.map(({ who }) => who)).toEqual(['b/0 at px1 by nbd']);
    // b ends last, at 200. c ends at 150, so it has 50 s to spare, and so has a, whose slot c takes.
    expect(path.tasks.map(({ name, slackUs }) => [name.vm, slackUs / S])).toEqual([
      ['a', 50],
      ['b', 0],
      ['c', 50],
    ]);
  });

  test('says what was released at the place that the task got, even if the best place still lacks something', () => {
    // Only one disk at a time by hot-add, which a uses from 0 to 300. b goes over the network from 0 to 100, and c after it.
    const path = criticalPath(
      explained(
        night({
          transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 100 MB/s } }',
          policy: '{ hotaddMaxDisks: 1 }',
          proxies:
            '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 4 }, { name: px2, modes: [nbd], maxConcurrentTasks: 1 }]',
          vms: `[${vm('a', [30])}, ${vm('b', [10])}, ${vm('c', [30])}]`,
        }),
      ),
    )!;
    expect(path.links.map(({ who, fromUs, toUs, gave }) => [who, fromUs / S, toUs / S, gave])).toEqual([
      ['b/0 at px2 by nbd', 0, 100, 'proxy-slot (proxies.px2)'],
      ['c/0 at px2 by nbd', 100, 400, 'the end'],
    ]);
  });

  test('with a polling scheduler, says what made room first, even if the task gets another place at the tick', () => {
    // By hot-add a from 0 to 20 s, over the network b from 0 to 10: from then on c could go to px2. At the tick, 60 s, it goes to px1.
    const path = criticalPath(
      explained(
        night({
          transport: '{ nbd: { perTask: 100 MB/s }, hotadd: { perTask: 100 MB/s } }',
          policy: '{ schedulerTick: 1 min }',
          proxies:
            '[{ name: px1, host: esx1, modes: [hotadd], maxConcurrentTasks: 1 }, { name: px2, modes: [nbd], maxConcurrentTasks: 1 }]',
          vms: `[${vm('a', [2])}, ${vm('b', [1])}, ${vm('c', [1])}]`,
        }),
      ),
    )!;
    expect(path.links.map(({ who, fromUs, toUs, gave }) => [who, fromUs / S, toUs / S, gave])).toEqual([
      ['b/0 at px2 by nbd', 0, 10, 'proxy-slot (proxies.px2)'],
      ['wait for the next pass of the scheduler', 10, 60, 'its slots'],
      ['c/0 at px1 by hotadd', 60, 70, 'the end'],
    ]);
  });

  test('says what was released at the writing proxy if the reading proxy always had room', () => {
    // a is written by w1 from 0 to 300 s, b by w2 from 0 to 100, and c after it; the better of the two is w1, which is declared first.
    const path = criticalPath(
      explained(
        night({
          proxies:
            '[{ name: px1, maxConcurrentTasks: 4 }, { name: w1, maxConcurrentTasks: 1 }, { name: w2, maxConcurrentTasks: 1 }]',
          vms: `[${vm('a', [30])}, ${vm('b', [10])}, ${vm('c', [30])}]`,
          jobs: `[{ name: night, type: replication, vms: ["*"], run: full, proxies: [px1],
            target: { datastore: ds1, proxies: [w1, w2] } }]`,
        }),
      ),
    )!;
    expect(path.links.map(({ who, fromUs, toUs, gave }) => [who, fromUs / S, toUs / S, gave])).toEqual([
      ['b/0 at px1 by nbd', 0, 100, 'proxy-slot (proxies.w2)'],
      ['c/0 at px1 by nbd', 100, 400, 'the end'],
    ]);
  });

  test('goes back from a job to the one that it follows', () => {
    const path = criticalPath(
      explained(
        night({
          vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
          jobs: `[{ name: one, vms: [a], repository: repo, run: full },
            { name: two, vms: [b], repository: repo, run: full, schedule: { after: one } }]`,
        }),
      ),
    )!;
    expect(path.links.map(({ who, gave }) => [who, gave])).toEqual([
      ['a/0 of one at px1 by nbd', 'the end of one'],
      ['b/0 of two at px1 by nbd', 'the end'],
    ]);
    expect(path.jobs.map(({ slackUs }) => slackUs)).toEqual([0, 0]);
  });
});
