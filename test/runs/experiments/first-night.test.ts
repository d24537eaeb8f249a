import { describe, expect, test } from 'vitest';
import type { DesignPoint } from '../../../src/experiment/designs/design.ts';
import { firstNight } from '../../../src/runs/experiments/first-night.ts';
import type { Overlay } from '../../../src/scenario/overlay/overlay.ts';
import { night, vm } from '../../helpers/night.ts';
import { experimentOf, sourcesOf } from '../../helpers/swept.ts';

/** Three disks of a job on px1 and two of another on px2, a slot each. A disk of 10 GB takes 100 s at 100 MB/s. */
const FIVE = night({
  proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
  vms: `[${['a', 'b', 'c', 'd', 'e'].map((name) => vm(name, [10])).join(', ')}]`,
  jobs: `[{ name: first, vms: [a, b, c], proxies: [px1], repository: repo, run: full },
    { name: second, vms: [d, e], proxies: [px2], repository: repo, run: full }]`,
});
// At px1 one waits 100 s and one 200 s; at px2 one waits 100 s.
const FOUND = [
  { job: 'first', cause: 'proxy-slot', thing: 'proxies.px1', seconds: 300 },
  { job: 'second', cause: 'proxy-slot', thing: 'proxies.px2', seconds: 100 },
];

function waits(text: string, point: DesignPoint = { overlays: [] }, budget = {}) {
  const input = { experiment: experimentOf([]), sources: sourcesOf(text), policies: new Map() };
  return firstNight(input, point, budget).waitsByThing;
}

describe('for which things the tasks of a design waited', () => {
  test('by job, cause and thing', () => {
    expect(waits(FIVE)).toEqual(FOUND);
  });

  test('in the design that is asked for, not in the scenario', () => {
    const overlays: Overlay[] = [{ path: 'proxies.px1.maxConcurrentTasks', value: '2', option: '--vary' }];
    // Two of the three on px1 begin at once, so only the third waits, 100 s.
    expect(waits(FIVE, { overlays })).toEqual([{ ...FOUND[0], seconds: 100 }, FOUND[1]]);
  });

  test('nothing, where none waited', () => {
    expect(waits(night())).toEqual([]);
  });
});

describe('is not asked where it takes too much', () => {
  test('tasks', () => {
    expect(waits(FIVE, undefined, { tasks: 5 })).toEqual(FOUND);
    expect(waits(FIVE, undefined, { tasks: 4 })).toBeNull();
  });

  test('tasks, of which only the run shows how many there are: five disks, run twice', () => {
    const twice = `${FIVE.replaceAll('run: full', 'run: full, schedule: { every: 1h }')}clock: { start: 2026-01-05T22:00, horizon: 90min }\n`;
    expect(waits(twice, undefined, { tasks: 10 })).toHaveLength(2);
    expect(waits(twice, undefined, { tasks: 9 })).toBeNull();
  });

  test('decisions of the scheduler that are made again', () => {
    expect(waits(FIVE, undefined, { decisions: 1 })).toBeNull();
  });
});

test('what limited the data of each job is known even where explaining its waits would take too much', () => {
  const input = { experiment: experimentOf([]), sources: sourcesOf(FIVE), policies: new Map() };
  const limit = { stage: 'source', by: 'transport.nbd.perTask' };
  expect(firstNight(input, { overlays: [] }, { decisions: 1 }).limitedBy).toEqual([
    { ...limit, job: 'first', bytes: 3e10 },
    { ...limit, job: 'second', bytes: 2e10 },
  ]);
  expect(firstNight(input, { overlays: [] }, { tasks: 1 }).limitedBy).toBeNull();
});
