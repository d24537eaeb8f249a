import { describe, expect, test } from 'vitest';
import { dependsOnTheRun } from '../../src/metrics/possible-metrics.ts';
import { runScenario } from '../../src/run.ts';
import { night } from '../helpers/night.ts';
import { runText, scenarioOf } from '../helpers/run-scenario-text.ts';

const expecting = (metric: string) => night({ expect: `[{ metric: ${metric}, max: 1 }]` });

describe('a figure that some runs have and others have not', () => {
  test.each([
    'proxies.px1.modes.hotadd',
    'jobs.night.sessions.3.endSeconds',
    'jobs.night.sessions.3.queueWait.p95',
    'faults.0.startSeconds',
  ])('%s: the expectation is missed, and the run is told', (metric) => {
    const { summary } = runText(expecting(metric));
    expect(summary.expect).toEqual([{ metric, value: null, max: 1, ok: false }]);
  });

  test.each([
    'proxies.px1.modes.hotad',
    'proxies.px9.modes.hotadd',
    'jobs.night.sessions.x.endSeconds',
    'jobs.night.sessions.0.endSecond',
    'faults.0.severity',
    'window.secs',
    'bound.by',
  ])('%s is none: a wrong name, told before the run', (metric) => {
    let records = 0;
    const trace = { record: () => records++ };
    const outcome = runScenario(scenarioOf(expecting(metric)), { file: { name: '', sha256: '' }, trace });
    expect(outcome).toMatchObject({ ok: false, diagnostics: [{ code: 'unknown-metric' }] });
    expect(records).toBe(0);
  });

  test('names may hold dots', () => {
    const summary = { jobs: { 'a.b': {} }, proxies: { 'p.q': {} } } as unknown as Parameters<
      typeof dependsOnTheRun
    >[1];
    expect(dependsOnTheRun('jobs.a.b.sessions.0.readBytes', summary)).toBe(true);
    expect(dependsOnTheRun('proxies.p.q.modes.nbd', summary)).toBe(true);
    expect(dependsOnTheRun('proxies.p.modes.nbd', summary)).toBe(false);
  });
});
