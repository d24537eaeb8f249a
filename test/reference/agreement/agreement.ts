import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScenarioData } from '../../helpers/random-scenario.ts';
import { run } from '../../helpers/run-scenario-text.ts';
import { simulateReference } from '../simulator/simulate.ts';
import { asked } from './asked.ts';
import { Coverage } from './coverage.ts';
import { outcomeOfProduct, outcomeOfReference, withinOneByte } from './outcome.ts';

/**
 * Runs a scenario in the product and in the reference and compares the two, to the microsecond. Where floating-point noise could
 * have rounded an end to either side, nothing is compared; `coverage` counts how often that happens.
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
  /** The replication: by default the first, 0. */
  readonly replication?: number;
  /** What the nights must have met, and in how many of them at least. */
  readonly meets: Readonly<Record<string, number>>;
  /** The share of nights that may prove nothing, because a rounding could go either way. By default a hundredth. */
  readonly doubtful?: number;
}

/** Drawn nights in which something more is so. */
export interface NightsCase extends Pick<DrawnNights, 'cases' | 'meets'> {
  /** Completes the title. */
  readonly what: string;
  readonly nights: (data: ScenarioData) => ScenarioData;
}

/** Two tests: product and reference agree in random nights, and the compared nights have met what they were drawn for. */
export function describeNights(
  title: string,
  { nights, seed, cases, meets, replication = 0, doubtful = 0.01 }: DrawnNights,
): void {
  describe(title, () => {
    const coverage = new Coverage();

    test('agree with the reference in every task, session, snapshot and wait', () => {
      fc.assert(
        fc.property(nights, (data) => agree(data, coverage, replication)),
        { seed, numRuns: cases },
      );
    });

    test('and meet what they are drawn for', () => {
      for (const [what, least] of Object.entries(meets))
        expect(coverage.met(what), what).toBeGreaterThanOrEqual(least);
      expect(coverage.doubtful).toBeLessThan(coverage.scenarios * doubtful + 2);
    });
  });
}
