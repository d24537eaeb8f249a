import { expect, test } from 'vitest';
import type { RunResult } from '../../src/metrics/run-result.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { PLAIN } from '../../src/report/characters/paint.ts';
import { limitLines } from '../../src/report/text/limits.ts';
import { waitLines } from '../../src/report/text/waits.ts';
import { wallClock } from '../../src/report/wording/clock.ts';
import { UnsaidOnce } from '../../src/report/wording/unsaid-words.ts';
import { runScenario } from '../../src/runs/run.ts';
import { night, type Sections, vm } from '../helpers/night.ts';
import { scenarioOf } from '../helpers/run-scenario-text.ts';
import { own, preset } from '../policy/policies.ts';

/** Two disks of one VM, and a window that closes before anything can wait for a year. */
const NIGHT: Sections = {
  proxies: '[{ name: px1, maxConcurrentTasks: 4 }]',
  vms: `[${vm('a', [100, 100])}]`,
  jobs: '[{ name: nightly, vms: ["*"], repository: repo, run: full, window: 1h }]',
};

function resultOf(policy: Policy, sections: Sections = {}): RunResult {
  const outcome = runScenario(scenarioOf(night({ ...NIGHT, ...sections })), {
    file: { name: '', sha256: '' },
    policy,
  });
  if (!outcome.ok) throw new Error('refused');
  return outcome.result;
}

function warnings(policy: Policy, sections: Sections = {}): string[] {
  const { diagnostics } = resultOf(policy, sections).summary;
  return diagnostics.map(({ code, message, path }) => `${code} ${path}: ${message}`);
}

const refusing = own({ filters: [{ name: 'proxy-slot', hasRoom: () => false }] });

test('where no proxy was ever full, waiting for slots is put down to the filter of the policy', () => {
  expect(warnings(refusing)).toEqual([
    "refused-by-policy policy: Tasks waited for proxy-slot although no proxy was ever full: filter 'proxy-slot' of policy 'own' refused them.",
  ]);
});

test('a policy without a filter of its own, or whose filter refuses nothing, is not blamed', () => {
  expect(warnings(preset('rts'))).toEqual([]);
  expect(warnings(own({ filters: [{ name: 'proxy-slot', hasRoom: () => true }] }))).toEqual([]);
});

test('where a proxy was full, nobody can tell from the waiting who refused', () => {
  const oneAtATime = own({
    filters: [{ name: 'proxy-slot', hasRoom: (_task, { proxy }, view) => view.runningTasks(proxy) < 1 }],
  });
  const slots = (count: number) => ({ proxies: `[{ name: px1, maxConcurrentTasks: ${count} }]` });
  expect(warnings(oneAtATime, slots(1))).toEqual([]);
  expect(warnings(oneAtATime, slots(2))).toHaveLength(1);
});

test('a filter of another name is not blamed for full proxies', () => {
  expect(warnings(own({ filters: [{ name: 'ram', hasRoom: () => false }] }))).toEqual([]);
});

test('the summary does not say that a proxy was full which never was', () => {
  const context = { result: resultOf(refusing), paint: PLAIN, clock: wallClock(0), unsaid: new UnsaidOnce() };
  const told = [...limitLines(context), ...waitLines(context)].join('\n');
  expect(told).not.toContain('the best proxy for it was full');
  expect(told.match(/a filter of the policy refused, no proxy was ever full/g)).toHaveLength(2);
});
