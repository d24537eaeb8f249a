import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomScenario } from '../helpers/random-scenario.ts';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';
import { withAllowedHours } from './nights/nights.ts';

const coverage = new Coverage();

test('jobs that may run in parts of every day or week wait for them and are stopped behind them, as the texts say', () => {
  fc.assert(
    fc.property(randomScenario.map(withAllowedHours), (data) => agree(data, coverage)),
    { seed: 20_260_109, numRuns: 60 },
  );
});

test('and the nights that are compared have it all', () => {
  for (const what of [
    'a window of the day',
    'a window of parts of the week',
    'a second session',
    'result window-closed',
  ])
    expect(coverage.met(what), what).toBeGreaterThan(5);
  expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
});
