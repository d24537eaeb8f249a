import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomScenario } from '../helpers/random-scenario.ts';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';
import { type Kind, withKinds } from './kinds-nights.ts';

interface Case {
  readonly kinds: readonly Kind[];
  /** What its nights must have met, and in how many of them at least. */
  readonly meets: Readonly<Record<string, number>>;
}

const CASES: readonly Case[] = [
  {
    kinds: ['vm-copy'],
    meets: { 'a vm-copy': 20, 'vm-copy by san': 2, 'two proxies for a task': 3, 'waits repository-slot': 3 },
  },
  {
    kinds: ['restore'],
    meets: {
      'a restore': 20,
      'restore by san': 2,
      'restore by nfs': 1,
      'restore by hotadd': 3,
      'restore by nbd': 8,
      'waits repository-slot': 3,
    },
  },
  {
    kinds: ['quick-migration'],
    meets: { 'a quick-migration': 20, 'two proxies for a task': 5, 'one proxy for both ends': 5 },
  },
];

describe.each(CASES)('nights with jobs of $kinds', ({ kinds, meets }) => {
  const coverage = new Coverage();

  test('go as the texts say', () => {
    fc.assert(
      fc.property(randomScenario.map(withKinds(kinds)), (data) => agree(data, coverage)),
      { seed: 20_260_130, numRuns: 40 },
    );
  });

  test('and have it', () => {
    for (const [what, least] of Object.entries(meets))
      expect(coverage.met(what), what).toBeGreaterThanOrEqual(least);
    expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
  });
});
