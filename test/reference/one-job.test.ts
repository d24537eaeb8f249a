import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomScenario } from '../helpers/random-scenario.ts';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';
import { oneJob } from './nights/nights.ts';

const coverage = new Coverage();

test('one backup job goes as the texts say: modes, places, order, overheads, snapshots, rates, waits', () => {
  fc.assert(
    fc.property(randomScenario.map(oneJob), (data) => agree(data, coverage)),
    { seed: 20_260_105, numRuns: 150 },
  );
});

test('and the nights that are compared have it all', () => {
  for (const cause of [
    'proxy-slot',
    'repository-slot',
    'datastore-snapshots',
    'hotadd-disks',
    'nbd-connections',
    'ram',
    'no-candidate',
    'sequential',
    'scheduler-tick',
  ])
    expect(coverage.met(`waits ${cause}`), cause).toBeGreaterThan(0);
  for (const mode of ['san', 'nfs', 'hotadd', 'nbd', 'nbdssl'])
    expect(coverage.met(`mode ${mode}`), mode).toBeGreaterThan(3);
  for (const what of ['two proxies at work', 'decided at-the-best', 'decided affinity', 'decided same-site'])
    expect(coverage.met(what), what).toBeGreaterThan(3);
  expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
});
