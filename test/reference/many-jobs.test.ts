import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomScenario } from '../helpers/random-scenario.ts';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';
import { manyJobs } from './nights/nights.ts';

const coverage = new Coverage();

test('several jobs go as the texts say: schedules, chains, windows, priorities, orders, restore points', () => {
  fc.assert(
    fc.property(randomScenario.map(manyJobs), (data) => agree(data, coverage)),
    { seed: 20_260_106, numRuns: 120 },
  );
});

test('and the nights that are compared have it all', () => {
  for (const result of ['success', 'window-closed', 'unfinished'])
    expect(coverage.met(`result ${result}`), result).toBeGreaterThan(3);
  for (const what of [
    'several jobs',
    'a second session',
    'session warning',
    'session failed',
    'session success',
  ])
    expect(coverage.met(what), what).toBeGreaterThan(3);
  for (const key of ['least-recent', 'most-free-slots', 'load-ratio', 'running-tasks', 'connection-class'])
    expect(coverage.met(`decided ${key}`), key).toBeGreaterThan(0);
  expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
});
