import { type DefaultFigure, LimitsByDefault } from '../../metrics/limits-by-default.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { TrialFigures } from './trial-figures.ts';

/** What nobody wrote of that which limits a design, by the limits that a plan names. Plain data. */
export interface DesignDefaults {
  /** Behind the bottleneck of the tightest job. */
  readonly bottleneck: readonly DefaultFigure[];
  /** Behind what tasks waited for most. */
  readonly wait: readonly DefaultFigure[];
  /** Behind what sets the lower bound. */
  readonly bound: readonly DefaultFigure[];
}

/** `scenario`: as the design has it. Which things were full no outcome tells, so of a wait all count that tasks may have waited for. */
export function designDefaults(
  scenario: Scenario,
  { worst, wait, boundBy }: Pick<TrialFigures, 'worst' | 'wait' | 'boundBy'>,
): DesignDefaults {
  const limits = new LimitsByDefault(scenario);
  return {
    bottleneck: worst?.bottleneck === 'proxy' ? limits.processing : [],
    wait: wait === null ? [] : limits.ofWaits(wait.cause, () => Number.POSITIVE_INFINITY),
    bound: boundBy === null ? [] : limits.ofLimit(boundBy),
  };
}
