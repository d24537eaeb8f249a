import { expect, test } from 'vitest';
import { checkJson } from '../../../src/report/check/json.ts';
import { DIVERGENCE, everyVerdict, LATE } from '../check-outcomes.ts';

test('a check as JSON: every verdict with what it rests on, places as numbers, and null for what is not there', () => {
  const text = checkJson(everyVerdict());
  const same = {
    policy: null,
    verdict: 'same',
    missed: [],
    differences: [],
    divergence: null,
    distribution: null,
    expectations: [],
    diagnostics: [],
    fingerprint: { was: 'a@1', is: 'a@1' },
    window: { was: 3600, is: 3600 },
    tookSeconds: 0.25,
  };
  const expected = (metric: string, limits: string, met: boolean) => {
    return { metric, limits, met, file: 'scenarios/night.yaml', line: 12, column: 5 };
  };
  const within = 'at most 1h (3600)';
  expect(JSON.parse(text)).toEqual({
    format: 'proxysim-check/1',
    scenarios: [
      {
        ...same,
        scenario: 'scenarios/fine.yaml',
        expectations: [expected('jobs.nightly.window', within, true), expected('totals.failed', '0', true)],
      },
      {
        ...same,
        scenario: 'scenarios/other.yaml',
        verdict: 'different',
        differences: [
          { path: 'fingerprint', was: 'a@1', is: 'b@1' },
          { path: 'window.seconds', was: 3600, is: 4000 },
          { path: 'links.new', was: null, is: 1 },
        ],
        divergence: DIVERGENCE,
        fingerprint: { was: 'a@1', is: 'b@1' },
        window: { was: 3600, is: 4000 },
      },
      {
        ...same,
        scenario: 'scenarios/late.yaml',
        verdict: 'missed',
        missed: [LATE],
        expectations: [expected('jobs.nightly.window', within, false)],
      },
      {
        ...same,
        scenario: 'scenarios/new.yaml',
        verdict: 'new',
        fingerprint: { was: null, is: 'a@1' },
        window: { was: null, is: 3600 },
      },
      {
        ...same,
        scenario: 'scenarios/bad.yaml',
        verdict: 'refused',
        fingerprint: { was: null, is: null },
        window: { was: null, is: null },
        diagnostics: [
          {
            code: 'unknown-key',
            severity: 'error',
            message: "'prox' is not a key.",
            hint: "Did you mean 'proxies'?",
            path: 'prox',
            place: { file: 'scenarios/bad.yaml', line: 2, column: 3 },
          },
        ],
      },
    ],
  });
  expect(text).toMatch(/^\{\n {2}"format".*\}\n$/s);
});

test('a finding without a hint or a place has null for them', () => {
  const [bad] = everyVerdict().slice(-1);
  const { outcome } = bad!;
  const { code, severity, message, path } = outcome.diagnostics[0]!;
  const text = checkJson([
    { outcome: { ...outcome, diagnostics: [{ code, severity, message, path }] }, expectations: [] },
  ]);
  expect(JSON.parse(text).scenarios[0].diagnostics).toEqual([
    { code, severity, message, path, hint: null, place: null },
  ]);
});
