import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import {
  type AskedExperiment,
  type Policy,
  parseScenario,
  planScenario,
  simulate,
  sweepScenario,
  type ToSurvive,
  type UserPolicy,
} from '../../src/index.ts';
import type { RunOptions } from '../../src/runs/run.ts';
import { SMALL_SCENARIO } from '../cli/small-scenario.ts';

const source = { name: 'a.yaml', text: SMALL_SCENARIO };

function scenario() {
  const read = parseScenario({ source });
  if (!read.ok) throw new Error('not a scenario');
  return read.value;
}

const told = (found: { readonly ok: boolean; readonly diagnostics?: readonly Diagnostic[] }) =>
  found.diagnostics?.map(({ code, path, message, hint }) => `${code} ${path}: ${message} ${hint}`);

test.each<[RunOptions, string]>([
  [{ seed: Number.NaN }, 'bad-option seed: seed is NaN. It has to be a number or a text.'],
  [{ seed: {} as string }, 'bad-option seed: seed is an object. It has to be a number or a text.'],
  [{ replication: -1 }, 'bad-option replication: replication is -1. It has to be a whole number from 0.'],
  [{ replication: 1.5 }, 'bad-option replication: replication is 1.5. It has to be a whole number from 0.'],
  [
    { untilUs: -5 },
    'bad-option untilUs: untilUs is -5. It has to be a whole number of microseconds from 0, or Infinity.',
  ],
  [
    { untilUs: 0.5 },
    'bad-option untilUs: untilUs is 0.5. It has to be a whole number of microseconds from 0, or Infinity.',
  ],
])('a run answers %j with a finding, like every error of its input', (options, words) => {
  expect(told(simulate(scenario(), options))).toEqual([words]);
});

test('a run takes the least and the most of its numbers, and null for what is not given', () => {
  for (const options of [
    { seed: '', replication: 0, untilUs: 0 },
    { seed: -1.5, untilUs: Number.POSITIVE_INFINITY },
    // What a program without a compiler may pass for 'not given'.
    { seed: null, replication: null, untilUs: null, policy: null } as unknown as RunOptions,
  ])
    expect(simulate(scenario(), options)).toMatchObject({ ok: true });
});

test.each<[AskedExperiment, string]>([
  [{ replications: 0 }, 'bad-option replications: replications is 0. It has to be a whole number from 1.'],
  [
    { replications: 2.5 },
    'bad-option replications: replications is 2.5. It has to be a whole number from 1.',
  ],
  [
    { precision: 0 },
    'bad-option precision: precision is 0. It has to be a share above 0 and up to 1, such as 0.02.',
  ],
  [{ seed: Number.POSITIVE_INFINITY }, 'bad-option seed: seed is Infinity. It has to be a number or a text.'],
  [
    { untilUs: -1 },
    'bad-option untilUs: untilUs is -1. It has to be a whole number of microseconds from 0, or Infinity.',
  ],
])('an experiment answers %j with a finding before anything runs', (asked, words) => {
  expect(told(sweepScenario({ source, texts: [], tables: [] }, asked))).toEqual([words]);
});

test('a declaration in the place of a policy is a finding that names what makes a policy of it', () => {
  const declaration: UserPolicy = { name: 'mine', extends: 'rts' };
  expect(told(simulate(scenario(), { policy: declaration as unknown as Policy }))).toEqual([
    'bad-policy policy: This is not a policy: it has no lists order, rank and filters. ' +
      'policyFrom(declaration, file) makes one of what a policy file exports.',
  ]);
});

test('a plan answers numbers that cannot be used likewise', () => {
  expect(told(planScenario({ source, texts: [], tables: [] }, { confidence: 95, nights: 0 }))).toEqual([
    'bad-option nights: nights is 0. It has to be a whole number from 1.',
    'bad-option confidence: confidence is 95. It has to be a share above 0 and up to 1, such as 0.95.',
  ]);
});

test('and what it is to survive, where nothing says how the data grows, or a word means nothing', () => {
  const survive = ['loss', 'growth', 'fire'] as unknown as ToSurvive[];
  expect(told(planScenario({ source, texts: [], tables: [] }, { window: '8h', survive }))).toEqual([
    "bad-option survive: survive names 'fire', which a plan does not try. It can name 'loss', 'host' and 'growth'.",
    "bad-option survive: survive names 'growth', and no growth is given. Give growth, or leave it out.",
  ]);
});
