import { expect, test } from 'vitest';
import { type Verified, verifyScenario } from '../../src/runs/verification/verification.ts';
import { textOf } from '../helpers/random-scenario.ts';
import { scenarioOf } from '../helpers/run-scenario-text.ts';
import { holdsFor, holdsInDomain } from './law.ts';

const options = {
  ways: ['twice', 'interleaved', 'permuted'],
  file: { name: 'law.yaml', sha256: '' },
} as const;

function expectSame(verified: Verified): void {
  expect(verified.ok && verified.ways).toEqual(options.ways.map((way) => ({ way, first: null })));
}

/** Whoever gets a finding from `verify` must be able to trust it: what ships gives no false alarm. */
test('verify finds nothing in any scenario under the policies that ship', () => {
  holdsFor({ runs: 40 }, (data) => {
    const scenario = scenarioOf(textOf(data));
    expectSame(verifyScenario(scenario, { ...options, between: { scenario, seed: 'other' } }));
  });
});

test('nor over the whole domain', () => {
  holdsInDomain({ runs: 40 }, (data) => {
    const scenario = scenarioOf(textOf(data));
    expectSame(verifyScenario(scenario, { ...options, between: { scenario, seed: 'other' } }));
  });
});
