import type { LeftToChance } from '../metrics/left-to-chance.ts';
import type { Policy } from '../policy/policy.ts';
import { policyOfRun } from '../policy/resolve.ts';
import { QUEUE_KEYS } from '../policy/rules/queue-keys.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { DiskPopulation } from '../scenario/vms/vm.ts';

/**
 * What a run draws at random; empty: nothing, so that all nights are one and the same. `policy`: replaces the scenario's own.
 * What keys of a user's own policy do with the seed cannot be known, and is not counted.
 */
export function leftToChance(scenario: Scenario, policy?: string | Policy): readonly LeftToChance[] {
  const found: LeftToChance[] = [];
  if (drawsDisks(scenario)) found.push('disks');
  if (drawsFaults(scenario)) found.push('faults');
  if (drawsLots(scenario, policy)) found.push('scheduler');
  return found;
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
function drawsLots({ policy: own }: Scenario, given: string | Policy | undefined): boolean {
  const resolved = policyOfRun(own, given);
  if (!resolved.ok) return true;
  const { order, rank } = resolved.policy;
  return order.includes(QUEUE_KEYS.shuffled) || rank.some(({ drawn }) => drawn !== undefined);
}
