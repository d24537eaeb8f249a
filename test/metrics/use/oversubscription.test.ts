import { describe, expect, test } from 'vitest';
import { kneeOf, oversubscribedProxies } from '../../../src/metrics/use/oversubscription.ts';
import { tasksInMemory } from '../../../src/model/proxy-ram.ts';
import { night, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

const GB = 1e9;
const UNLIMITED = Number.POSITIVE_INFINITY;

describe('the knee of a proxy', () => {
  const knee = (
    proxy: { slots: number; cores: number; ram?: number; speed?: number },
    load: { coresPerTask?: number; penalty?: number } = {},
  ) => kneeOf({ speed: 1, ram: UNLIMITED, ...proxy }, { coresPerTask: 1, penalty: 0, ...load });

  test('is one task per core', () => {
    expect(knee({ slots: 16, cores: 8 })).toBe(8);
    expect(knee({ slots: 16, cores: 8, speed: 2 })).toBe(8);
  });

  test('is at most its slots, and equals them if its cores are not stated', () => {
    expect([knee({ slots: 4, cores: 8 }), knee({ slots: 16, cores: UNLIMITED })]).toEqual([4, 16]);
  });

  test.each([
    [2, 4],
    // Two tasks keep 6 cores busy, three all 8.
    [3, 3],
    [0.5, 16],
    [8, 1],
    [10, 1],
  ])('with %d cores per task on 8 cores is at %i', (coresPerTask, expected) => {
    expect(knee({ slots: 32, cores: 8 }, { coresPerTask })).toBe(expected);
  });

  test('does not depend on the penalty, which only lowers throughput beyond the knee', () => {
    expect(knee({ slots: 16, cores: 8 }, { penalty: 0.5 })).toBe(8);
  });

  test('is lower if memory is short', () => {
    // 8 cores, 4 GB: 4 tasks do the work of 4 cores; 5 of 8 x 4/7 = 4.57; 6 of 8 x 4/8 = 4.
    expect(knee({ slots: 16, cores: 8, ram: 4 * GB })).toBe(5);
  });
});

test('memory carries one task per gigabyte above the first two', () => {
  expect([16, 5.9, 3, 2, 1].map((gigabytes) => tasksInMemory(gigabytes * GB))).toEqual([14, 3, 1, 0, 0]);
  expect(tasksInMemory(UNLIMITED)).toBe(UNLIMITED);
});

test('proxies with more slots than cores or memory are listed', () => {
  const proxy = (name: string, slots: number, cores: number, ram: number) => ({
    name,
    slots,
    cores,
    ram,
    speed: 1,
  });
  expect(
    oversubscribedProxies(
      [
        proxy('fine', 8, 8, 10 * GB),
        proxy('crowded', 9, 8, UNLIMITED),
        proxy('short', 8, 8, 9 * GB),
        proxy('unknown', 8, UNLIMITED, UNLIMITED),
        proxy('blind', 8, UNLIMITED, 4 * GB),
      ],
      { coresPerTask: 1, penalty: 0.5 },
    ),
  ).toEqual([
    // 9 on 8: an eighth too many, so 1 / (1 + 0.5/8) = 16/17 of the work.
    // 8 tasks in 9 GB: 8 x 9/10 = 7.2 cores' worth, still more than the 7 of 7 tasks.
    { proxy: 'crowded', slots: 9, cores: 8, tasksInMemory: null, lossWhenFull: expect.closeTo(1 / 17, 12) },
    { proxy: 'short', slots: 8, cores: 8, tasksInMemory: 7, lossWhenFull: 0 },
    { proxy: 'blind', slots: 8, cores: null, tasksInMemory: 2, lossWhenFull: 0 },
  ]);
});

describe('the time above the knee', () => {
  const share = (proxies: string, clock = '{}') => {
    // 1000 s and 2000 s at 100 MB/s each, side by side.
    const { summary } = runText(night({ proxies, clock, vms: `[${vm('a', [100])}, ${vm('b', [200])}]` }));
    const { knee, shareAboveKnee } = summary.proxies['px1']!;
    return [knee, shareAboveKnee];
  };

  test('is the share of the window in which more tasks ran than the knee', () => {
    expect(share('[{ name: px1, cores: 1, maxConcurrentTasks: 2 }]')).toEqual([1, 0.5]);
    expect(share('[{ name: px1, cores: 2, maxConcurrentTasks: 2 }]')).toEqual([2, 0]);
  });

  test('leaves the warm-up out', () => {
    // Of the 1500 s after it, 500.
    expect(share('[{ name: px1, cores: 1, maxConcurrentTasks: 2 }]', '{ warmUp: 500s }')).toEqual([
      1,
      500 / 1500,
    ]);
  });
});
