import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomScenario } from '../helpers/random-scenario.ts';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';
import { withReplications } from './nights/ends-nights.ts';

const coverage = new Coverage();

test('replications go as the texts say: two proxies chosen one after the other, both slots held, what is written', () => {
  fc.assert(
    fc.property(randomScenario.map(withReplications), (data) => agree(data, coverage)),
    { seed: 20_260_120, numRuns: 150 },
  );
});

test('and the nights that are compared have it all', () => {
  for (const what of [
    'two proxies for a task',
    'one proxy for both ends',
    'written by hotadd',
    'written by nbd',
  ])
    expect(coverage.met(what), what).toBeGreaterThan(5);
  for (const what of ['written by san', 'written by nfs', 'waits nbd-connections', 'waits hotadd-disks'])
    expect(coverage.met(what), what).toBeGreaterThan(0);
  for (const what of [
    'waits proxy-slot',
    'waits datastore-snapshots',
    'waits repository-slot',
    'a second session',
  ])
    expect(coverage.met(what), what).toBeGreaterThan(3);
  expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
});
