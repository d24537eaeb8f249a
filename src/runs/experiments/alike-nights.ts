import type { Experiment } from '../../experiment/designs/experiment.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { leftToChance } from '../left-to-chance.ts';

/** Sections of a scenario in which something may be drawn at random, and the seed. */
const CHANCE_IS_IN = ['vms', 'faults', 'policy', 'seed'];

/**
 * Whether no design of an experiment draws anything at random, so that all of its nights are one and the same. Where this
 * cannot be known from the scenario alone (an axis along a section that may draw, a policy of the command line), it is false.
 */
export function areNightsAlike(scenario: Scenario, { axes, policies }: Experiment): boolean {
  const mayDraw = axes.some(({ path }) => CHANCE_IS_IN.includes(path.split('.')[0]!));
  return !mayDraw && policies.length === 0 && leftToChance(scenario).length === 0;
}
