import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScenarioData } from '../helpers/random-scenario.ts';
import { run } from '../helpers/run-scenario-text.ts';
import { asked } from './asked.ts';
import { Coverage } from './coverage.ts';
import { outcomeOfProduct, outcomeOfReference, withinOneByte } from './outcome.ts';
import { simulateReference } from './simulator/simulate.ts';

/**
 * Runs a scenario in the product and in the reference and holds one against the other, to the microsecond. Where float noise could
 * have rounded an end to either side nothing is compared; the coverage counts how often.
 */
export function agree(data: ScenarioData, coverage: Coverage, replication = 0): void {
  const { scenario, night } = asked(data, replication);
  const world = simulateReference(night);
  const reference = outcomeOfReference(world);
  if (world.doubtfulUs < Number.POSITIVE_INFINITY) {
    coverage.doubtful++;
    return;
  }
  coverage.add(scenario, reference);
  coverage.addStruck(world);
  coverage.addRepositories(world);
  const product = outcomeOfProduct(run(scenario, { leavesOutBound: true, replication }), scenario);
  expect(withinOneByte(product, reference)).toEqual(reference);
}

export interface DrawnNights {
  readonly nights: fc.Arbitrary<ScenarioData>;
  readonly seed: number;
  readonly cases: number;
  /** Which of the nights that differ by chance alone; by default the first, 0. */
  readonly replication?: number;
  /** What they must have met, and in how many of them at least. */
  readonly meets: Readonly<Record<string, number>>;
  /** The share of nights that may prove nothing, for roundings that could go either way. By default a hundredth. */
  readonly doubtful?: number;
}

/** Two tests: in random nights both agree, and the nights that were compared have met what the property is about. */
export function describeNights(
  title: string,
  { nights, seed, cases, meets, replication = 0, doubtful = 0.01 }: DrawnNights,
): void {
  describe(title, () => {
    const coverage = new Coverage();

    test('go as the texts say', () => {
      fc.assert(
        fc.property(nights, (data) => agree(data, coverage, replication)),
        { seed, numRuns: cases },
      );
    });

    test('and have it', () => {
      for (const [what, least] of Object.entries(meets))
        expect(coverage.met(what), what).toBeGreaterThanOrEqual(least);
      expect(coverage.doubtful).toBeLessThan(coverage.scenarios * doubtful + 2);
    });
  });
}
