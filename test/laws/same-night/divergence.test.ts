import { expect, test } from 'vitest';
import { divergenceOf } from '../../../src/runs/divergence/decision-runs.ts';
import { decodeDecisions, encodeDecisions } from '../../../src/trace/decision-code.ts';
import { ownPolicy, partingOf, recorded } from '../../helpers/parting.ts';
import { textOf } from '../../helpers/random-scenario.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';
import { FAULTS } from '../../helpers/scheduler-faults.ts';
import { holdsInDomain } from '../law.ts';

const BROKEN = FAULTS.filter(({ name }) =>
  ['forgets the connection', 'serves the largest first', 'is off by one in the slots of a proxy'].includes(
    name,
  ),
);

test('a run that decides otherwise is parted from where the fingerprints part, with grounds where a task is placed', () => {
  const told = new Set<string>();
  holdsInDomain({ runs: 40 }, (data) => {
    const scenario = scenarioOf(textOf(data));
    const right = recorded(scenario);
    // As a file keeps it.
    const accepted = decodeDecisions(encodeDecisions(right.log))!;
    expect(divergenceOf(accepted, right.log, { scenario, options: {} })).toBeUndefined();
    for (const { name, breaks } of BROKEN) {
      const policy = breaks(ownPolicy(scenario));
      const wrong = recorded(scenario, { policy });
      const parting = partingOf(right.trace, wrong.trace);
      const divergence = divergenceOf(accepted, wrong.log, { scenario, options: { policy } });
      expect(divergence?.index, name).toBe(parting?.index);
      if (divergence === undefined) continue;
      told.add(name);
      const kinds = [parting?.one?.kind, parting?.other?.kind];
      expect(divergence.why.length > 0, `${name}: ${divergence.was} / ${divergence.is}`).toBe(
        kinds.includes('task-started'),
      );
      // The run that was looked on at came to the same decision: it says who goes where.
      if (parting?.other?.kind === 'task-started')
        expect(
          divergence.why.some((line) => line.includes(' is chosen: ')),
          divergence.is ?? '',
        ).toBe(true);
    }
  });
  expect([...told].sort()).toEqual(BROKEN.map(({ name }) => name).sort());
});
