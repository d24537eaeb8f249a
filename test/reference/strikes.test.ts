import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomScenario } from '../helpers/random-scenario.ts';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';
import { type Strike, struckBy } from './strikes.ts';

interface Case {
  readonly what: string;
  readonly kinds: readonly Strike[];
  /** What its nights must have met, and in how many of them at least. */
  readonly meets: Readonly<Record<string, number>>;
}

const STANDS_STILL = { 'a task that stood still': 5, 'waits no-candidate': 10, 'result failed': 1 };

const CASES: readonly Case[] = [
  { what: 'repositories', kinds: ['repository-down'], meets: STANDS_STILL },
  { what: 'datastores', kinds: ['datastore-down'], meets: STANDS_STILL },
  { what: 'hosts, with what is on them', kinds: ['host-down'], meets: STANDS_STILL },
  {
    what: 'links, or a part of their bandwidth',
    kinds: ['link-down', 'link-degraded'],
    meets: { 'a task that stood still': 2, 'waits no-candidate': 5 },
  },
  {
    what: 'connections to storage, believed in until the next rescan',
    kinds: ['connectivity-lost'],
    meets: { 'a path that was gone': 2, 'a task that stood still': 2, 'session warning': 5 },
  },
  {
    what: 'change tracking',
    kinds: ['tracking-reset'],
    meets: { 'an increment of who lost tracking': 5, 'a second session': 10 },
  },
  {
    what: 'some of all of these at once',
    kinds: [
      'repository-down',
      'connectivity-lost',
      'host-down',
      'tracking-reset',
      'link-down',
      'datastore-down',
    ],
    meets: { ...STANDS_STILL, 'an increment of who lost tracking': 2 },
  },
];

describe.each(CASES)('nights that lose $what', ({ kinds, meets }) => {
  const coverage = new Coverage();

  test('go as the texts say', () => {
    const nights = kinds.includes('link-degraded')
      ? randomScenario.filter(({ links }) => links.length > 0)
      : randomScenario;
    fc.assert(
      fc.property(nights.map(struckBy(kinds)), (data) => agree(data, coverage)),
      { seed: 20_260_111, numRuns: 80 },
    );
  });

  test('and have it', () => {
    for (const [what, least] of Object.entries(meets))
      expect(coverage.met(what), what).toBeGreaterThanOrEqual(least);
    expect(coverage.doubtful).toBeLessThan(coverage.scenarios / 100 + 2);
  });
});
