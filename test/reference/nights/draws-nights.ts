import type { ScenarioData } from '../../helpers/random-scenario.ts';

const SELECTIONS = ['random', 'two-choices', undefined, 'two-choices', 'random'];
const SCORES = [
  undefined,
  undefined,
  undefined,
  ['connection-class', 'two-choices'],
  ['affinity', 'shuffled'],
];

/** The order of the queue, the selection or both draw. */
export function withDraws(data: ScenarioData): ScenarioData {
  const { seed, policy } = data;
  const scores = SCORES[(seed >> 2) % SCORES.length];
  return {
    ...data,
    policy: {
      ...policy,
      preset: seed % 7 === 0 ? ['random', 'two-choices'][(seed >> 3) % 2] : undefined,
      order: seed % 3 === 0 ? 'random' : policy['order'],
      select: seed % 7 === 0 ? undefined : SELECTIONS[seed % SELECTIONS.length],
      scores,
      load: scores === undefined ? policy['load'] : undefined,
    },
  };
}
