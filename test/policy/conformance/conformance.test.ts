import { describe, expect, test } from 'vitest';
import type { Policy, TaskView } from '../../../src/policy/policy.ts';
import { PRESETS } from '../../../src/policy/presets.ts';
import {
  type ConformanceProgress,
  checkConformance,
  LAWS,
} from '../../../src/runs/conformance/conformance.ts';
import { FAULTY } from '../faulty-policies.ts';
import { own, preset } from '../policies.ts';

/** The breaches by law. */
function breaches(policy: Policy): Record<string, string> {
  const broken = checkConformance(policy).filter(({ breach }) => breach !== null);
  return Object.fromEntries(broken.map(({ law, breach }) => [law, breach!]));
}

test.each([...PRESETS.keys()])('%s, as it ships, keeps every law', (name) => {
  expect(breaches(preset(name))).toEqual({});
});

test.each(['wait', 'degrade'] as const)(
  'rts keeps every law when %s is its answer to busy places',
  (answer) => {
    expect(breaches(own({ whenBestBusy: answer }))).toEqual({});
  },
);

test('a scheduler that polls keeps every law: what waits for its next pass is not forgotten', () => {
  expect(breaches(own({ tick: '1min' }))).toEqual({});
});

test('progress counts every part once, in the order in which they begin', () => {
  const told: ConformanceProgress[] = [];
  checkConformance(preset('rts'), (progress) => told.push(progress));
  const nights = told.flatMap(({ doing }) => /^night '(.*)'$/.exec(doing)?.[1] ?? []);
  expect(nights).toContain('few slots');
  const keyLaws = LAWS.slice(0, LAWS.length - 4);
  expect(told).toEqual(
    [
      ...keyLaws.map(({ law }) => `law '${law}'`),
      ...nights.map((name) => `night '${name}'`),
      ...nights.map((name) => `night '${name}' again`),
    ].map((doing, done) => ({ done, total: told.length, doing })),
  );
});

test('the laws stand in a fixed order, each with what it says', () => {
  const findings = checkConformance(preset('rts'));
  expect(findings.map(({ law }) => law)).toEqual([
    'reads-only',
    'whole-numbers',
    'same-answer',
    'changes-with',
    'differs-by-task',
    'own-state',
    'any-order',
    'both-slots',
    'more-room',
    'comes-free',
    'reach',
    'runs',
    'repeatable',
    'nobody-forgotten',
    'all-finish',
  ]);
  for (const { says } of findings) expect(says).toMatch(/^[a-z].{20,}[^.]$/);
});

describe('a policy with a fault breaks the law that is about it', () => {
  test.each(FAULTY)('%s', (_, policy, laws, words) => {
    const found = breaches(policy());
    expect(Object.keys(found)).toEqual(laws);
    expect(found[laws[0]!]).toMatch(words);
  });
});

test('every law is broken by some policy above: none of them holds of itself', () => {
  const broken = new Set(FAULTY.flatMap(([, , laws]) => laws));
  expect(LAWS.map(({ law }) => law).filter((law) => !broken.has(law))).toEqual([]);
});

test('a key that throws only in a night is told in one sentence, with the night at its end', () => {
  const of = ({ vm }: TaskView) => {
    if (vm === 5) throw new Error('not the sixth');
    return 0;
  };
  const found = breaches(own({ order: [{ name: 'k', of }] }));
  expect(Object.keys(found)).toEqual(['runs']);
  expect(found['runs']).toMatch(
    /threw Error: not the sixth at .* for app06\/\d of nightly, on the night 'few slots'$/,
  );
});
