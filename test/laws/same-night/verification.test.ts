import { expect, test } from 'vitest';
import { verifyScenario } from '../../../src/runs/verification/verification.ts';
import { textOf } from '../../helpers/random-scenario.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';
import { WORLDS } from '../law.ts';

const WAYS = ['twice', 'interleaved', 'permuted'] as const;

// Users must be able to trust a finding of `verify`, so it may raise no false alarm.
test.each(WORLDS)('verify finds no difference in $where', ({ holds }) => {
  holds({ runs: 40 }, (data) => {
    const scenario = scenarioOf(textOf(data));
    const verified = verifyScenario(scenario, {
      ways: WAYS,
      file: { name: 'law.yaml', sha256: '' },
      between: { scenario, seed: 'other' },
    });
    expect(verified.ok && verified.ways).toEqual(WAYS.map((way) => ({ way, first: null })));
  });
});
