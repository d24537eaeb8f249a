import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';
import { hypervBackups, hypervNight } from './nights/hyperv-nights.ts';
import { struckBy } from './nights/strikes.ts';

describe('nights of Hyper-V', () => {
  const coverage = new Coverage();

  test('go as the texts say: owners of volumes, hosts as proxies, off-host proxies and what they fail over to, replicas', () => {
    fc.assert(
      fc.property(hypervNight, (data) => agree(data, coverage)),
      { seed: 20_260_130, numRuns: 45 },
    );
  });

  test('and have it all', () => {
    for (const [what, least] of [
      ['mode off-host', 10],
      ['mode on-host', 25],
      ['written by on-host', 5],
      ['two proxies for a task', 5],
      ['decided connection-class', 10],
      ['decided at-the-best', 2],
      ['waits proxy-slot', 10],
      ['waits datastore-snapshots', 5],
      ['waits no-candidate', 3],
    ] as const)
      expect(coverage.met(what), what).toBeGreaterThanOrEqual(least);
    expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
  });
});

describe('nights of Hyper-V that lose hosts, connections to storage and change tracking', () => {
  const coverage = new Coverage();

  test('go as the texts say', () => {
    fc.assert(
      fc.property(hypervBackups.map(struckBy(['host-down', 'connectivity-lost', 'tracking-reset'])), (data) =>
        agree(data, coverage),
      ),
      { seed: 20_260_131, numRuns: 40 },
    );
  });

  test('and have it', () => {
    for (const [what, least] of [
      ['mode off-host', 5],
      ['mode on-host', 20],
      ['result failed', 5],
      ['a retry', 1],
      ['a task that stood still', 8],
      ['an increment of who lost tracking', 3],
    ] as const)
      expect(coverage.met(what), what).toBeGreaterThanOrEqual(least);
    expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
  });
});
