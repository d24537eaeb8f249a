import type { Entry, ScenarioData } from '../helpers/random-scenario.ts';
import { healing } from './domain/random-faults.ts';

/**
 * Without orders and selections that draw: they draw for a VM or a proxy by its place in the file or by its name, so that a
 * renamed or permuted scenario draws something else.
 */
export function withoutDraws(data: ScenarioData): ScenarioData {
  const { order, select, ...policy } = data.policy;
  const draws = order === 'random' || select === 'random' || select === 'two-choices';
  return draws ? { ...data, policy } : data;
}

/** Likewise for the whole domain: nor any fault by chance. */
export function withoutChance(data: ScenarioData): ScenarioData {
  const healed = healing(data);
  const faults = (healed['faults'] as Entry[]).filter((fault) => fault['kind'] !== 'task-fails');
  return withoutDraws({ ...healed, faults });
}
