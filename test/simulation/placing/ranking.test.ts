import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestCandidate, decide } from '../../../src/policy/deciding/decide.ts';
import { resolvePolicy } from '../../../src/policy/resolve.ts';
import { RANK_KEYS } from '../../../src/policy/rules/rank-keys.ts';
import { ProxyChanges } from '../../../src/simulation/placing/proxy-changes.ts';
import { Ranking } from '../../../src/simulation/placing/ranking.ts';
import { cluster, place, task } from '../../policy/cluster.ts';

const PROXIES = 5;
const proxy = fc.record({
  running: fc.nat({ max: 3 }),
  slots: fc.integer({ min: 1, max: 3 }),
  online: fc.boolean(),
  hotadd: fc.constantFrom(0, 60),
  lastPlacement: fc.nat({ max: 3 }),
});
const candidate = fc
  .record({
    mode: fc.constantFrom('san' as const, 'nfs' as const, 'hotadd' as const, 'nbd' as const),
    proxy: fc.nat({ max: PROXIES - 1 }),
    sameSite: fc.boolean(),
    preferred: fc.boolean(),
  })
  .map(({ mode, proxy: at, ...rest }) => place(mode, at, rest));
const byProxy = Object.values(RANK_KEYS).filter((key) => !('differsByTask' in key));
// Some changes, then a question; also more changes at once than are followed one by one.
const changes = fc.array(fc.array(fc.tuple(fc.nat({ max: PROXIES - 1 }), proxy), { maxLength: 12 }), {
  maxLength: 12,
});

const resolved = resolvePolicy({ preset: 'rts' });
if (!resolved.ok) throw new Error('rts ships');
const { policy } = resolved;

test('whatever changes, a kept ranking decides the same as a new one', () => {
  fc.assert(
    fc.property(
      fc.array(proxy, { minLength: PROXIES, maxLength: PROXIES }),
      fc.array(candidate, { minLength: 1, maxLength: 8 }),
      fc.shuffledSubarray(byProxy, { minLength: 1 }),
      changes,
      fc.boolean(),
      (proxies, candidates, rank, rounds, repositoryFull) => {
        const own = { ...policy, rank };
        const view = cluster({ proxies, repositoryFull });
        const told = new ProxyChanges(PROXIES);
        const ranking = new Ranking(own, view, candidates, told);
        for (const round of [[], ...rounds]) {
          for (const [at, state] of round) {
            proxies[at] = state;
            told.note(at);
          }
          expect(ranking.decide(task())).toEqual(decide(own, task(), candidates, view));
          expect(ranking.best()).toBe(bestCandidate(own, task(), candidates, view));
        }
      },
    ),
    { numRuns: 300 },
  );
});
