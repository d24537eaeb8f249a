import { expect, test } from 'vitest';
import { divergenceOfRuns } from '../../../src/runs/divergence/divergence-of-runs.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';

// One slot and two disks of 10 and 20 GB, the larger one declared last.
const NIGHT = scenarioOf(`version: 1
clock: { start: 2026-01-05T22:00 }
overheads: none
profile: { full: 100 MB/s, incremental: 100 MB/s }
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, protocol: fc, maxSnapshots: unlimited }]
proxies: [{ name: px1, kind: physical, cores: 1, maxConcurrentTasks: 1, storage: { protocols: [fc] } }]
repositories: [{ name: repo1 }]
vms:
  - { name: a, disks: [{ size: 10 GB, datastore: ds1 }] }
  - { name: b, disks: [{ size: 20 GB, datastore: ds1 }] }
jobs: [{ name: nightly, vms: ["*"], repository: repo1, run: full }]
`);

test('the first decision in which two policies differ, with its grounds: the larger disk goes first', () => {
  const found = divergenceOfRuns(NIGHT, { policy: 'rts' }, { policy: 'largest-first' });
  expect(found).toMatchObject({
    ok: true,
    value: {
      atSeconds: 0,
      was: 'a/0 of nightly to px1 by san at Mon 22:00:00',
      is: 'b/0 of nightly to px1 by san at Mon 22:00:00',
    },
  });
  expect(found.ok && found.value?.why[0]).toBe(
    'b/0 of nightly goes before a/0 of nightly by largest-first: -20000000000 before -10000000000.',
  );
});

test('none where all decisions are the same, and the findings of a run that is refused', () => {
  expect(divergenceOfRuns(NIGHT, {}, { policy: 'rts' })).toEqual({ ok: true, value: null, warnings: [] });
  for (const [before, after] of [
    [{ policy: 'nope' }, {}],
    [{}, { policy: 'nope' }],
  ])
    expect(divergenceOfRuns(NIGHT, before!, after!)).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'unknown-policy' }],
    });
});
