import { expect, test } from 'vitest';
import { runScenario } from '../../src/runs/run.ts';
import { night } from '../helpers/night.ts';
import { scenarioOf } from '../helpers/run-scenario-text.ts';

const DAY_US = 86_400e6;

/** Production leaves nothing of the datastore, at any time. */
const STUCK = { datastores: '[{ name: ds1, read: 1 GB/s, productionLoad: { "00:00-24:00": 100% } }]' };

function warningsOf(sections: Parameters<typeof night>[0], untilUs?: number): string[] {
  const outcome = runScenario(scenarioOf(night(sections)), {
    file: { name: '', sha256: '' },
    ...(untilUs === undefined ? {} : { untilUs }),
  });
  if (!outcome.ok) throw new Error('refused');
  expect(outcome.result.summary.diagnostics.map(({ code }) => code)).toEqual(
    outcome.warnings.map(({ code }) => code),
  );
  return outcome.warnings.map(({ code, message }) => `${code}: ${message}`);
}

test('a run without a horizon whose work never ends is cut off after 366 days, with a warning', () => {
  expect(warningsOf({ ...STUCK, clock: '{ sample: 1d }' })).toEqual([
    'never-done: The run was cut after 366 days with work left: it waits for something that never happens, or is far too slow.',
  ]);
});

test('a run that is cut off by --until or a horizon gets no warning', () => {
  expect(warningsOf({ ...STUCK, clock: '{ sample: 1d, horizon: 400d }' })).toEqual([]);
  expect(warningsOf({ ...STUCK, clock: '{ sample: 1d }' }, 366 * DAY_US)).toEqual([]);
  expect(warningsOf({ ...STUCK, clock: '{ sample: 1d }' }, 2 * DAY_US)).toEqual([]);
});

test('a run that finishes gets no warning', () => {
  expect(warningsOf({})).toEqual([]);
});
