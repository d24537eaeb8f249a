import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomScenario } from '../helpers/random-scenario.ts';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';
import { withThrottleHours } from './nights/nights.ts';

const coverage = new Coverage();

test('throttle rules act in their hours and leave data alone at other times', () => {
  fc.assert(
    fc.property(randomScenario.map(withThrottleHours), (data) => agree(data, coverage)),
    { seed: 20_260_129, numRuns: 80 },
  );
});

test('and the nights that are compared have such rules', () => {
  expect(coverage.met('a rule with hours')).toBeGreaterThan(20);
  expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
});
