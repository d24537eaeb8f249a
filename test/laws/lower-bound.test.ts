import { expect, test } from 'vitest';
import { lowerBound } from '../../src/metrics/bound/lower-bound.ts';
import { Collector } from '../../src/metrics/collector.ts';
import { compile } from '../../src/model/compile.ts';
import { ownLimits } from '../helpers/own-policy.ts';
import { type ScenarioData, textOf } from '../helpers/random-scenario.ts';
import { run, scenarioOf } from '../helpers/run-scenario-text.ts';
import { holdsFor, holdsInDomain } from './law.ts';

/** Asked of the trace, not taken from the summary, which never shows a bound above the window. */
function windowHoldsBound(data: ScenarioData): void {
  const scenario = scenarioOf(textOf(data));
  const { trace, summary } = run(scenario, { certify: false });
  const collector = new Collector(compile(scenario, { seed: scenario.seed, replication: 0 }));
  for (const record of trace) collector.record(record);
  const { model, tasks, sessions } = collector;
  const bound = lowerBound(model, tasks, sessions.sessions, ownLimits(model));
  if (bound === undefined || bound.seconds === 0) return;
  // Every step of a task ends on a whole microsecond.
  const rounding = (4 * tasks.count + 4) * 0.5e-6;
  expect(summary.window, bound.by).not.toBeNull();
  expect(summary.window!.seconds * (1 + 1e-9) + rounding, bound.by).toBeGreaterThanOrEqual(bound.seconds);
}

test('the window is never shorter than its lower bound', () => {
  holdsFor({ runs: 240 }, windowHoldsBound);
});

test('nor with every kind of work, faults and retries', () => {
  holdsInDomain({ runs: 160 }, windowHoldsBound);
});

/** Overheads rule here: all limits on how much may go on at once are in reach of a few disks. */
test('nor where the disks are tiny', () => {
  const tiny = (data: ScenarioData): ScenarioData => ({
    ...data,
    overheads: 'default',
    vms: data.vms.map((vm) => ({
      ...vm,
      disks: (vm['disks'] as object[]).map((disk) => ({ ...disk, size: '100 MB' })),
    })),
  });
  holdsFor({ runs: 160, given: tiny }, windowHoldsBound);
  holdsInDomain({ runs: 160, given: tiny }, windowHoldsBound);
});
