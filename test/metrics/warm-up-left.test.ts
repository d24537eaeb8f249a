import { expect, test } from 'vitest';
import { runScenario } from '../../src/runs/run.ts';
import { night } from '../helpers/night.ts';
import { scenarioOf } from '../helpers/run-scenario-text.ts';

/** The warnings of a run. Its only disk takes 1000 s from the start. */
function warningsWith(warmUp: string): string[] {
  const outcome = runScenario(scenarioOf(night({ clock: `{ warmUp: ${warmUp} }` })), {
    file: { name: '', sha256: '' },
  });
  if (!outcome.ok) throw new Error('refused');
  expect(outcome.result.summary.diagnostics.map(({ code }) => code)).toEqual(
    outcome.warnings.map(({ code }) => code),
  );
  return outcome.warnings.map(({ code, message }) => `${code}: ${message}`);
}

test('a warm-up that is not shorter than the work causes a warning', () => {
  expect(warningsWith('0s')).toEqual([]);
  expect(warningsWith('999s')).toEqual([]);
  expect(warningsWith('1000s')).toEqual([
    'warm-up-too-long: The warm-up of 16m 40s lasts longer than the work: every utilisation is 0.',
  ]);
});

test('where nothing ran there is nothing that a warm-up could have covered', () => {
  const outcome = runScenario(
    scenarioOf(
      night({
        clock: '{ warmUp: 1h, horizon: 2h }',
        jobs: '[{ name: night, vms: ["*"], repository: repo, schedule: { start: 3h } }]',
      }),
    ),
  );
  expect(outcome.ok && outcome.warnings.map(({ code }) => code)).toEqual(['job-never-starts']);
});
