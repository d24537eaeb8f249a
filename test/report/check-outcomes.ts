import type { ExpectationOutcome } from '../../src/metrics/summary/summary.ts';
import type { CheckOutcome, Divergence } from '../../src/report/check/outcome.ts';
import type { PlacedExpectation, ReportedCheck } from '../../src/report/check/report.ts';

/** A scenario as accepted; tests change what they are about. */
export function outcome(changes: Partial<CheckOutcome> = {}): CheckOutcome {
  return {
    scenario: 'scenarios/night.yaml',
    policy: null,
    verdict: 'same',
    differences: [],
    missed: [],
    divergence: undefined,
    distribution: undefined,
    diagnostics: [],
    fingerprint: { was: 'a@1', is: 'a@1' },
    window: { was: 3600, is: 3600 },
    tookSeconds: 0.25,
    ...changes,
  };
}

export const DIVERGENCE: Divergence = {
  index: 7,
  atSeconds: 7241,
  changed: ['placements'],
  was: 'vm3/0 of nightly to px2 by hotadd',
  is: 'vm3/0 of nightly to px1 by hotadd',
  why: ['px1: load 0.25', 'px2: no free slot'],
};

/** Another result: three figures differ, and the eighth decision is the first. */
export function different(changes: Partial<CheckOutcome> = {}): CheckOutcome {
  return outcome({
    verdict: 'different',
    differences: [
      { path: 'fingerprint', before: 'a@1', after: 'b@1' },
      { path: 'window.seconds', before: 3600, after: 4000 },
      { path: 'links.new', before: undefined, after: 1 },
    ],
    divergence: DIVERGENCE,
    fingerprint: { was: 'a@1', is: 'b@1' },
    window: { was: 3600, is: 4000 },
    ...changes,
  });
}

export const LATE: ExpectationOutcome = { metric: 'jobs.nightly.window', value: 4000, max: 3600, ok: false };

export function expectation(changes: Partial<PlacedExpectation> = {}): PlacedExpectation {
  const place = { file: 'scenarios/night.yaml', line: 12, column: 5 };
  return { metric: 'jobs.nightly.window', limits: 'at most 1h (3600)', place, missed: undefined, ...changes };
}

export function check(
  changes: Partial<CheckOutcome> = {},
  expectations: readonly PlacedExpectation[] = [],
): ReportedCheck {
  return { outcome: outcome(changes), expectations };
}

/** One scenario of each verdict. */
export function everyVerdict(): ReportedCheck[] {
  const bad = {
    code: 'unknown-key',
    severity: 'error',
    message: "'prox' is not a key.",
    hint: "Did you mean 'proxies'?",
    path: 'prox',
    span: { source: { name: 'scenarios/bad.yaml', text: 'version: 1\n  prox: 1\n' }, start: 13, end: 17 },
  } as const;
  return [
    check({ scenario: 'scenarios/fine.yaml' }, [
      expectation(),
      expectation({ metric: 'totals.failed', limits: '0' }),
    ]),
    { outcome: different({ scenario: 'scenarios/other.yaml' }), expectations: [] },
    check({ scenario: 'scenarios/late.yaml', verdict: 'missed', missed: [LATE] }, [
      expectation({ missed: LATE }),
    ]),
    check({
      scenario: 'scenarios/new.yaml',
      verdict: 'new',
      fingerprint: { was: null, is: 'a@1' },
      window: { was: null, is: 3600 },
    }),
    check({
      scenario: 'scenarios/bad.yaml',
      verdict: 'refused',
      diagnostics: [bad],
      fingerprint: { was: null, is: null },
      window: { was: null, is: null },
    }),
  ];
}
