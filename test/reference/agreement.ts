import { expect } from 'vitest';
import { type ScenarioData, textOf } from '../helpers/random-scenario.ts';
import { run, scenarioOf } from '../helpers/run-scenario-text.ts';
import type { Coverage } from './coverage.ts';
import { outcomeOfProduct, outcomeOfReference, withinOneByte } from './outcome.ts';
import { simulateReference } from './simulate.ts';

/**
 * Runs a scenario in the product and in the reference and holds one against the other, to the microsecond. Where float noise could
 * have rounded an end to either side nothing is compared; the coverage counts how often.
 */
export function agree(data: ScenarioData, coverage: Coverage): void {
  const scenario = scenarioOf(textOf(data));
  const world = simulateReference(scenario);
  const reference = outcomeOfReference(world);
  if (world.doubtfulUs < Number.POSITIVE_INFINITY) {
    coverage.doubtful++;
    return;
  }
  coverage.add(scenario, reference);
  coverage.addStruck(world);
  coverage.addRepositories(world);
  const product = outcomeOfProduct(run(scenario, { leavesOutBound: true }), scenario);
  expect(withinOneByte(product, reference)).toEqual(reference);
}
