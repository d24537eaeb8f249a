import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomScenario } from '../helpers/random-scenario.ts';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';
import { withProxiesDown } from './nights/nights.ts';

const coverage = new Coverage();

test('proxies that go down and come up: tasks stand still, go on or fail, and their VMs are tried again, as the texts say', () => {
  fc.assert(
    fc.property(randomScenario.map(withProxiesDown), (data) => agree(data, coverage)),
    { seed: 20_260_107, numRuns: 120 },
  );
});

test('and the nights that are compared have it all', () => {
  for (const what of [
    'a retry',
    'result failed',
    'waits retry-wait',
    'waits no-candidate',
    'a task that stood still',
  ])
    expect(coverage.met(what), what).toBeGreaterThan(2);
  expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
});
