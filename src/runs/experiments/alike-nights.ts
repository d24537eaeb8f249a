import type { Experiment } from '../../experiment/designs/experiment.ts';
import { resolvePolicy } from '../../policy/resolve.ts';
import { QUEUE_KEYS } from '../../policy/rules/queue-keys.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { DiskPopulation } from '../../scenario/vms/vm.ts';

/** Sections of a scenario in which something may be drawn at random, and the seed. */
const CHANCE_IS_IN = ['vms', 'faults', 'policy', 'seed'];

/**
 * Whether no design of an experiment draws anything at random, so that all of its nights are one and the same. Where this
 * cannot be known from the scenario alone (an axis along a section that may draw, a policy of the command line), it is false.
 */
export function areNightsAlike(scenario: Scenario, { axes, policies }: Experiment): boolean {
  const mayDraw = axes.some(({ path }) => CHANCE_IS_IN.includes(path.split('.')[0]!));
  return (
    !mayDraw &&
    policies.length === 0 &&
    !drawsDisks(scenario) &&
    !drawsFaults(scenario) &&
    !drawsLots(scenario)
  );
}

function drawsDisks({ vms }: Scenario): boolean {
  return [...vms.columns.populations.values()].some(drawsDisk);
}

function drawsDisk({ count, size, used, changeRate, deleted, swap }: DiskPopulation): boolean {
  const drawn = [count, size, used.distribution, changeRate, deleted, swap];
  return drawn.some(({ kind }) => kind !== 'constant');
}

function drawsFaults({ faults }: Scenario): boolean {
  return faults.some(({ kind, when }) => kind === 'task-fails' || when.kind === 'random');
}

/** Whether the scheduler draws: a shuffled queue, or proxies that are drawn. */
function drawsLots({ policy }: Scenario): boolean {
  const resolved = resolvePolicy(policy);
  if (!resolved.ok) return true;
  const { order, rank } = resolved.policy;
  return order.includes(QUEUE_KEYS.shuffled) || rank.some(({ differsByTask }) => differsByTask === true);
}
