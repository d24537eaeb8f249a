import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGoodNight } from '../../../src/experiment/plan/goal.ts';
import { grownBy } from '../../../src/experiment/plan/growth.ts';
import { workUnit } from '../../../src/experiment/units/work-unit.ts';
import { night, vm } from '../../helpers/night.ts';
import { type Asked, outcomeOfUnit, question, searched } from './asked.ts';

type AskedGrowth = Asked & { readonly growth: NonNullable<Asked['growth']> };

/** The first month that does not hold; 0: all hold; undefined: no night of today does. Every month is run. */
function firstBroken(asked: AskedGrowth): number | undefined {
  const { question: put, runner } = question(asked);
  const { nights = 1, growth } = asked;
  const holds = (month: number) => {
    const overlays = month === 0 ? [] : [{ path: 'dataFactor', value: grownBy(growth, month).toFixed(6) }];
    const outcomes = Array.from({ length: nights }, (_, n) =>
      outcomeOfUnit(runner, workUnit(put.experiment, month, { overlays }, n)),
    );
    return outcomes.every(isGoodNight);
  };
  if (!holds(0)) return undefined;
  for (let month = 1; month <= growth.months; month++) if (!holds(month)) return month;
  return 0;
}

/** The same as a plan finds it. */
function found(asked: AskedGrowth): number | undefined {
  const last = searched(asked).search.months.at(-1);
  if (last === undefined) return undefined;
  return last.trial.verdict === 'misses' ? last.month : 0;
}

describe('a year of which only the last month is run', () => {
  test('is none where a short job would not have room behind a long one, though it has no need of it at the end', () => {
    // first reads 200 GB of today at 100 MB/s on px2; short follows on px1, where long stands for 1500 s from 2100 s on. Today
    // first ends at 2000 s, after a year at 4000 s: short starts at once. After a month it ends at 2119 s.
    const text = night({
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [200])}, ${vm('b', [1])}, ${vm('c', [0.001])}]`,
      jobs: `[
        { name: first, vms: [a], repository: repo, run: full, proxies: [px2], window: 8h },
        { name: short, vms: [b], repository: repo, run: full, proxies: [px1], window: 300s, schedule: { after: first } },
        { name: long, vms: [c], repository: repo, run: full, proxies: [px1], window: 8h, vmPrepare: 1500s, schedule: { start: 2100s } }
      ]`.replaceAll('\n', ' '),
    });
    const asked = { text, vary: [], growth: { share: 1, per: 'year', months: 12 } } as const;
    expect(firstBroken(asked)).toBe(1);
    expect(found(asked)).toBe(1);
  });

  /** Jobs like those above: one follows another one, whose end moves with the data, into the midst of work that starts by the clock. */
  const estate = fc.record({
    first: fc.integer({ min: 20, max: 200 }),
    followers: fc.array(
      fc.record({
        gigabytes: fc.integer({ min: 1, max: 10 }),
        proxy: fc.constantFrom('', ', proxies: [px1]'),
        /** Its window as a multiple of how long it takes today. */
        room: fc.constantFrom(1.1, 2, 4, 15, 40, 200),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    byTheClock: fc.array(
      fc.record({
        gigabytes: fc.integer({ min: 1, max: 30 }),
        startSeconds: fc.integer({ min: 0, max: 3000 }),
        prepareSeconds: fc.constantFrom(0, 500, 1500),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    slots: fc.integer({ min: 1, max: 2 }),
    snapshots: fc.constantFrom('2', 'unlimited'),
    read: fc.constantFrom('150 MB/s', 'unlimited'),
    overheads: fc.constantFrom('none', 'default'),
    policy: fc.constantFrom('rts', 'list', 'largest-first'),
    drawn: fc.boolean(),
  });
  type Estate = typeof estate extends fc.Arbitrary<infer Given> ? Given : never;

  /** `windowOf`: of a follower, by its name. */
  function textOf(
    { first, followers, byTheClock, drawn, ...given }: Estate,
    windowOf: (job: string) => string,
  ): string {
    const size = (gigabytes: number) =>
      drawn ? `{ uniform: [${gigabytes} GB, ${2 * gigabytes} GB] }` : `${gigabytes} GB`;
    const all = [
      { name: 'first', gigabytes: first, rest: ', proxies: [px2], window: 8h' },
      ...followers.map(({ gigabytes, proxy }, k) => ({
        name: `f${k}`,
        gigabytes,
        rest: `${proxy}, schedule: { after: ${k === 0 ? 'first' : 'f0'} }, window: ${windowOf(`f${k}`)}`,
      })),
      ...byTheClock.map(({ gigabytes, startSeconds, prepareSeconds }, k) => ({
        name: `c${k}`,
        gigabytes,
        rest: `, proxies: [px1], schedule: { start: ${startSeconds}s }, vmPrepare: ${prepareSeconds}s, window: 8h`,
      })),
    ];
    return night({
      overheads: given.overheads,
      datastores: `[{ name: ds1, maxSnapshots: ${given.snapshots}, read: ${given.read} }]`,
      proxies: `[{ name: px1, maxConcurrentTasks: ${given.slots} }, { name: px2, maxConcurrentTasks: 1 }]`,
      vms: `[${all.map(({ name, gigabytes }) => `{ name: vm-${name}, disks: { count: 1, size: ${size(gigabytes)}, datastores: [ds1] } }`)}]`,
      jobs: `[${all.map(({ name, rest }) => `{ name: ${name}, vms: [vm-${name}], repository: repo, run: full${rest} }`)}]`,
      policy: given.policy,
    });
  }

  test('law: it breaks in the same month as if every month is run', () => {
    fc.assert(
      fc.property(
        estate,
        fc.constantFrom(0.5, 1, 3),
        fc.integer({ min: 3, max: 13 }),
        (given, share, months) => {
          const today = question({ text: textOf(given, () => '1d'), vary: [] });
          const { figures } = outcomeOfUnit(
            today.runner,
            workUnit(today.question.experiment, 0, { overlays: [] }, 0),
          );
          const windowOf = (name: string) => {
            const took = 86_400 - figures[`jobs.${name}.spareSeconds`]!;
            // A quarter of a second beside whole ones: never a matter of rounding.
            return `${Math.ceil(took * given.followers[Number(name.slice(1))]!.room) + 0.25}s`;
          };
          const growth = { share, per: 'year', months } as const;
          const asked = { text: textOf(given, windowOf), vary: [], nights: given.drawn ? 2 : 1, growth };
          expect(found(asked)).toBe(firstBroken(asked));
        },
      ),
      { numRuns: 15, endOnFailure: true },
    );
  });
});
