import { expect, test } from 'vitest';
import { runScenario } from '../../src/runs/run.ts';
import { night } from '../helpers/night.ts';
import { scenarioOf } from '../helpers/run-scenario-text.ts';

function warningsOf(at: string, clock = '{ start: 2026-01-05T20:00 }'): string[] {
  const faults = `[{ at: "${at}", kind: proxy-down, target: px1 }]`;
  const outcome = runScenario(scenarioOf(night({ faults, clock })), { file: { name: '', sha256: '' } });
  if (!outcome.ok) throw new Error('refused');
  expect(outcome.result.summary.faults).toHaveLength(1 - outcome.warnings.length);
  return outcome.warnings.map(({ code, message, span }) => {
    expect(span).toBeDefined();
    return `${code}: ${message}`;
  });
}

test('a fault at midnight, after all work is done, is reported as having no effect', () => {
  expect(warningsOf('00:00')).toEqual([
    expect.stringMatching(
      /^fault-after-end: proxy-down at 2026-01-06T00:00:00 changes nothing: the run is over at 2026-01-05T\d\d:\d\d:\d\d\.$/,
    ),
  ]);
});

test('a fault during the run is not reported, nor one that occurs within a longer horizon', () => {
  expect(warningsOf('1min')).toEqual([]);
});
