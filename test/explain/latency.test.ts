import { expect, test } from 'vitest';
import { lifeOf } from '../helpers/in-one-go.ts';
import { night } from '../helpers/night.ts';
import { explained } from './listened.ts';

const S = 1_000_000;

test('between two ticks of a polling scheduler, a latency without samples is that of production alone', () => {
  // Production causes 25 ms on ds1 until 20:02; from 20 ms on no task starts. Ready at 15 s, ticks at 60 and 120 s.
  const explanation = explained(
    night({
      clock: '{ start: 2026-01-05T20:00 }',
      policy: '{ schedulerTick: 1 min }',
      latencyControl: 'true',
      datastores:
        '[{ name: ds1, maxSnapshots: unlimited, latency: { base: 2ms, perTask: 1ms, production: { "19:00-20:02": 25ms } } }]',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { start: 15s } }]',
    }),
  );
  const { waits, waitsAreExact } = lifeOf(explanation, explanation.chronicle.tasks[0]!);
  expect(waitsAreExact).toBe(true);
  expect(waits).toMatchObject([
    { fromUs: 15 * S, toUs: 120 * S, cause: 'datastore-latency', what: 'datastores.ds1', holders: [] },
  ]);
});
