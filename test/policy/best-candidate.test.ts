import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestCandidate, decide } from '../../src/policy/deciding/decide.ts';
import { resolvePolicy } from '../../src/policy/resolve.ts';
import { RANK_KEYS } from '../../src/policy/rules/rank-keys.ts';
import { cluster, place, task } from './cluster.ts';

const proxies = fc.array(fc.record({ running: fc.nat({ max: 2 }), slots: fc.constant(2) }), {
  minLength: 1,
  maxLength: 6,
});
const modes = ['san', 'hotadd', 'nbd'] as const;

test('two proxies are picked, those with the smallest draws, however many places each offers', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 12 }),
      fc.nat(),
      (numbers, number) => {
        const view = cluster({ proxies: [] });
        const asked = task({ task: number, vm: number });
        const places = numbers.map((proxy, k) => place(modes[k % 3]!, proxy));
        const drawn = (proxy: number) => RANK_KEYS.shuffled.of(asked, place('nbd', proxy), view);
        const draws = [...new Set(numbers)].toSorted((a, b) => drawn(a) - drawn(b));
        const picked = places.filter((one) => RANK_KEYS['two-choices'].of(asked, one, view, places) === 0);
        expect(new Set(picked.map(({ proxy }) => proxy))).toEqual(new Set(draws.slice(0, 2)));
      },
    ),
  );
});

test('tasks for which a key that draws has drawn the same proxies have the same best place, whatever the load', () => {
  const resolved = resolvePolicy({ preset: 'rts' });
  if (!resolved.ok) throw new Error('rts ships');
  const others = Object.values(RANK_KEYS).filter((key) => !('differsByTask' in key));
  fc.assert(
    fc.property(
      fc.constantFrom(RANK_KEYS.shuffled, RANK_KEYS['two-choices']),
      fc.subarray(others),
      fc.array(fc.record({ running: fc.nat({ max: 2 }), slots: fc.constant(2) }), {
        minLength: 1,
        maxLength: 4,
      }),
      (drawing, rest, states) => {
        const view = cluster({ proxies: states });
        const places = states.flatMap((_, proxy) => modes.map((mode) => place(mode, proxy)));
        const policy = { ...resolved.policy, rank: [drawing, ...rest] };
        const bestBy = new Map<string, unknown>();
        for (let number = 0; number < 40; number++) {
          const asked = task({ task: number, vm: number });
          const drawn = drawing.drawn(asked, places, view);
          const best = bestCandidate(policy, asked, places, view);
          expect(bestBy.get(drawn) ?? best).toBe(best);
          bestBy.set(drawn, best);
        }
        // Four proxies make six pairs; with more kinds of draws, tasks that draw alike would share nothing.
        expect(bestBy.size).toBeLessThanOrEqual(6);
      },
    ),
  );
});

test('the best of some places is the first of those that no other one beats, key by key', () => {
  const rank = Object.values(RANK_KEYS);
  const resolved = resolvePolicy({ preset: 'rts' });
  if (!resolved.ok) throw new Error('rts ships');
  fc.assert(
    fc.property(
      proxies,
      fc.shuffledSubarray(rank, { minLength: 1 }),
      fc.nat({ max: 99 }),
      (states, keys, number) => {
        const view = cluster({ proxies: states });
        const asked = task({ task: number, vm: number });
        const places = states.flatMap((_, proxy) => modes.map((mode) => place(mode, proxy)));
        const numbers = places.map((one) => keys.map((key) => key.of(asked, one, view, places)));
        const beats = (a: number[], b: number[]) => {
          const at = a.findIndex((key, k) => key !== b[k]);
          return at >= 0 && a[at]! < b[at]!;
        };
        const best = places[numbers.findIndex((own) => !numbers.some((other) => beats(other, own)))];
        const policy = { ...resolved.policy, rank: keys };
        expect(bestCandidate(policy, asked, places, view)).toBe(best);
        const roomy = cluster({ proxies: states.map(() => ({ running: 0, slots: 9 })) });
        const decision = decide(policy, asked, places, roomy);
        expect(decision).toMatchObject({
          kind: 'place',
          candidate: bestCandidate(policy, asked, places, roomy),
        });
      },
    ),
  );
});
