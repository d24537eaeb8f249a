import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomScenario } from '../helpers/random-scenario.ts';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';
import { withKinds } from './nights/kinds-nights.ts';
import { struckBy } from './nights/strikes.ts';

const coverage = new Coverage();
const mixed = withKinds(['restore', 'vm-copy', 'quick-migration', 'replication', 'backup-copy']);
const struck = struckBy([
  'repository-down',
  'datastore-down',
  'host-down',
  'link-down',
  'link-degraded',
  'connectivity-lost',
]);

test('jobs of all kinds that lose parts and connections go as the texts say', () => {
  fc.assert(
    fc.property(
      randomScenario.map((data) => struck(mixed(data))),
      (data) => agree(data, coverage),
    ),
    { seed: 20_260_131, numRuns: 80 },
  );
});

test('and the nights that are compared have it all', () => {
  for (const kind of ['restore', 'vm-copy', 'quick-migration', 'replication', 'backup-copy'])
    expect(coverage.met(`a ${kind}`), kind).toBeGreaterThan(3);
  for (const what of ['a task that stood still', 'result failed', 'a retry', 'waits no-candidate'])
    expect(coverage.met(what), what).toBeGreaterThan(3);
  expect(coverage.met('a path that was gone')).toBeGreaterThan(0);
  expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
});
