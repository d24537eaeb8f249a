import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomScenario } from '../helpers/random-scenario.ts';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';
import { withRepositoryLimits } from './nights/nights.ts';

const coverage = new Coverage();

test('repositories that count by chain, limit what comes in or are written in reverse go as the texts say', () => {
  fc.assert(
    fc.property(randomScenario.map(withRepositoryLimits), (data) => agree(data, coverage)),
    { seed: 20_260_108, numRuns: 80 },
  );
});

test('and the nights that are compared have it all', () => {
  for (const what of ['waits repository-slot', 'slots by chain', 'limited ingest', 'reverse-incremental'])
    expect(coverage.met(what), what).toBeGreaterThan(10);
  expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
});
