import { expect, test } from 'vitest';
import { toldCutShort } from '../../src/experiment/cut-short.ts';
import { replicatedFigures } from '../../src/experiment/replications/replicated-figures.ts';
import type { Outcome } from '../../src/experiment/units/outcome.ts';
import { night, vm } from '../helpers/night.ts';
import { swept } from '../helpers/swept.ts';

const outcome = (figures: Outcome['figures']): Outcome => ({
  fingerprint: 'f',
  figures,
  met: {},
  boundBy: null,
  bottlenecks: {},
});

test('tasks that a closed window or the end of the run stops are counted as a mean per night', () => {
  const nights = [
    outcome({ 'totals.windowClosed': 3, 'totals.unfinished': 1 }),
    outcome({ 'totals.windowClosed': 0, 'totals.unfinished': 0 }),
  ];
  expect(toldCutShort(replicatedFigures(nights), 'window.seconds')).toEqual({ cutShort: 2 });
});

test('of several nights the end of the run does not count: it stops the last, and the longest counts', () => {
  const week = [outcome({ 'totals.windowClosed': 0, 'totals.unfinished': 5 })];
  const told = (outcomes: Outcome[]) => toldCutShort(replicatedFigures(outcomes), 'nights.longestSeconds');
  expect(told(week)).toEqual({});
  expect(told([outcome({ 'totals.windowClosed': 1 })])).toEqual({ cutShort: 1 });
});

test('a window of 1500 s stops one disk that runs and one that waits; what is done before or fails otherwise is not stopped', () => {
  // On one slot, 1000 s each: done at 1000 s, stopped at 1500 s, never started. After that, one of a job without a window fails.
  const text = night({
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
    vms: `[${['vm1', 'vm2', 'vm3', 'other'].map((name) => vm(name, [100])).join(', ')}]`,
    jobs: `[{ name: n, vms: ["vm*"], repository: repo, run: full, window: 1500s },
      { name: o, vms: [other], repository: repo, run: full, retries: { times: 0 } }]`,
    faults: '[{ kind: task-fails, target: other, probability: 100% }]',
  });
  const [design] = swept(text, ['seed=1']).designs;
  expect(design!.outcomes[0]!.figures).toMatchObject({ 'totals.windowClosed': 2, 'totals.failed': 3 });
  expect(design!.cutShort).toBe(2);
});

test('the end of the simulated time stops what still runs', () => {
  const text = night({
    clock: '{ start: 2026-01-05T22:00, horizon: 500s }',
    vms: `[${vm('vm1', [100])}]`,
    jobs: '[{ name: n, vms: ["*"], repository: repo, run: full }]',
  });
  const [design] = swept(text, ['seed=1']).designs;
  expect(design!.outcomes[0]!.figures).toMatchObject({ 'totals.windowClosed': 0, 'totals.unfinished': 1 });
  expect(design!.cutShort).toBe(1);
});
