import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../../../src/experiment/units/outcome.ts';
import { areNightsAlike } from '../../../src/runs/experiments/alike-nights.ts';
import { runScenario } from '../../../src/runs/run.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { night } from '../../helpers/night.ts';
import { textOf } from '../../helpers/random-scenario.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';
import { experimentOf } from '../../helpers/swept.ts';
import { WORLDS } from '../law.ts';

function nightOf(scenario: Scenario, replication: number) {
  const run = runScenario(scenario, { file: { name: 'night.yaml', sha256: '' }, replication });
  if (!run.ok) throw new Error(run.diagnostics.map(({ message }) => message).join('\n'));
  return outcomeOf(run.result, scenario);
}

const AS_IT_IS = experimentOf([]);

describe('nights that are told to be alike are the same night, decision by decision', () => {
  test.each(WORLDS)('in $where', ({ holds }) => {
    let alike = 0;
    holds({ runs: 60 }, (data) => {
      const scenario = scenarioOf(textOf(data));
      if (!areNightsAlike(scenario, AS_IT_IS)) return;
      alike++;
      expect(nightOf(scenario, 7)).toEqual(nightOf(scenario, 0));
    });
    expect(alike).toBeGreaterThan(5);
  });
});

const DISKS = '[{ name: vm, disks: { count: 4, size: 10 GB, datastores: [ds1] } }]';

/** VMs with the disks of a population, of which one figure is stated otherwise. */
const drawnDisks = (figure: string) => ({
  vms: `[{ name: vm, disks: { ${figure.startsWith('size') ? '' : 'size: 10 GB, '}${figure}, datastores: [ds1] } }]`,
});

describe('nights differ, or may', () => {
  test.each([
    ['a number of disks that is drawn', drawnDisks('count: { uniform: [1, 5] }')],
    ['a size', drawnDisks('size: { uniform: [1 GB, 9 GB] }')],
    ['used space', drawnDisks('used: { uniform: [20%, 80%] }')],
    ['a change rate', drawnDisks('changeRate: { uniform: [1%, 9%] }')],
    ['deleted space', drawnDisks('deleted: { uniform: [1%, 9%] }')],
    ['swap', drawnDisks('swap: { uniform: [1%, 9%] }')],
    [
      'a host that fails by chance',
      { vms: DISKS, faults: '[{ kind: host-down, target: esx1, mtbf: 1h, mttr: 1min }]' },
    ],
    [
      'tasks that fail by chance',
      { vms: DISKS, faults: '[{ kind: task-fails, target: [vm], probability: 10% }]' },
    ],
    ['a queue that is shuffled', { vms: DISKS, policy: '{ preset: rts, order: random }' }],
    ['proxies that are drawn', { vms: DISKS, policy: 'two-choices' }],
  ])('%s', (_, parts) => {
    expect(areNightsAlike(scenarioOf(night(parts)), AS_IT_IS)).toBe(false);
  });

  test.each([
    'seed=1,2',
    'policy.order=rts,random',
    'vms.vm.disks.size=1 GB,2 GB',
    'faults=[],[{ kind: task-fails, probability: 10% }]',
  ])('where %s is varied', (axis) => {
    const scenario = scenarioOf(night({ vms: DISKS }));
    expect(areNightsAlike(scenario, AS_IT_IS)).toBe(true);
    expect(areNightsAlike(scenario, experimentOf([axis]))).toBe(false);
  });

  test('under a policy of the command line', () => {
    const scenario = scenarioOf(night({ vms: DISKS }));
    expect(areNightsAlike(scenario, { ...AS_IT_IS, policies: ['random'] })).toBe(false);
  });
});
