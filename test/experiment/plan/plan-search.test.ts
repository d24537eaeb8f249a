import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { designText } from '../../../src/experiment/designs/design.ts';
import { isGoodNight } from '../../../src/experiment/plan/goal.ts';
import { planOf } from '../../../src/experiment/plan/plan.ts';
import { workUnit } from '../../../src/experiment/units/work-unit.ts';
import { night } from '../../helpers/night.ts';
import { outcomeOfUnit, question, searched } from './asked.ts';

/** Every length a job of one disk; a job may start when another ends. */
function jobs(lengths: readonly number[], precedence: Readonly<Record<number, number>>) {
  const vms = lengths.map((l, k) => `{ name: T${k + 1}, disks: [{ size: ${l} GB, datastore: ds1 }] }`);
  const jobOf = (k: number) => {
    const before = precedence[k + 1];
    const schedule = before === undefined ? '{ start: 0s }' : `{ after: J${before} }`;
    return `{ name: J${k + 1}, vms: [T${k + 1}], repository: repo, run: full, schedule: ${schedule} }`;
  };
  return { vms: `[${vms}]`, jobs: `[${lengths.map((_, k) => jobOf(k))}]`, policy: 'list' };
}

describe('the search', () => {
  test('16 disks of 1000 s in 4000 s need 4 slots: cheaper designs are run and miss, more expensive ones are not run', () => {
    const vms = '[{ name: vm, disks: { count: 16, size: 100 GB, datastores: [ds1] } }]';
    const asked = { text: night({ vms }), window: '4000s', vary: ['proxies.px1.maxConcurrentTasks=1..6'] };
    const { search, question } = searched(asked);
    expect(designText(search.chosen!.trial.point)).toBe('proxies.px1.maxConcurrentTasks=4');
    const plan = planOf(search, question, {
      window: '4000s',
      prices: null,
      waitsByThing: null,
      limitedBy: null,
      tooLongDisk: null,
      largestFirst: null,
    });
    expect(plan.designs.map(({ fate }) => fate)).toEqual([
      'misses',
      'misses',
      'misses',
      'holds',
      'dearer',
      'dearer',
    ]);
    expect(plan.stepsDown.map(({ design }) => designText(design.trial.point))).toEqual([
      'proxies.px1.maxConcurrentTasks=3',
    ]);
  });

  test('if more slots lengthen the window it takes what holds: Graham, 3 slots do, 4 do not, 5 do', () => {
    // Job 9 starts after job 1, at 30 s. On 3 or 5 slots it finds one at once and takes 90 s; on 4 it waits for 30 s.
    const precedence = { 9: 1, 5: 4, 6: 4, 7: 4, 8: 4 };
    const text = night({ proxies: '[{ name: px1 }]', ...jobs([3, 2, 2, 2, 4, 4, 4, 4, 9], precedence) });
    const slots = (range: string) =>
      searched({ text, window: '100s', vary: [`proxies.px1.maxConcurrentTasks=${range}`] });
    const { runner, question, search } = slots('1..6');
    const holds = question.designs.map(({ point }, design) =>
      isGoodNight(outcomeOfUnit(runner, workUnit(question.experiment, design, point, 0))),
    );
    expect(holds).toEqual([false, false, true, false, true, true]);
    expect(search.chosen!.row).toEqual([2]);
    expect(designText(slots('4..8').search.chosen!.trial.point)).toBe('proxies.px1.maxConcurrentTasks=5');
  });

  test('designs that a bound rules out are not run: of 40 designs 8 are, and 23 need not be', () => {
    // 80 GB are sent: at 20, 40, 60 MB/s 4000, 2000, 1333 s whatever the slots. 16 x 100 s on one slot are 1600 s.
    const { search, question } = searched({
      text: night({
        vms: '[{ name: vm, disks: { count: 16, size: 10 GB, datastores: [ds1] } }]',
        repositories: '[{ name: repo, maxConcurrentTasks: unlimited, write: 1 GB/s }]',
      }),
      window: '1100s',
      vary: ['proxies.px1.maxConcurrentTasks=1..8', 'repositories.repo.write=20..100:20 MB/s'],
    });
    const plan = planOf(search, question, {
      window: '',
      prices: null,
      waitsByThing: null,
      limitedBy: null,
      tooLongDisk: null,
      largestFirst: null,
    });
    expect(plan.chosen!.row).toEqual([1, 3]);
    const of = (fate: string) => plan.designs.filter((design) => design.fate === fate).map(({ row }) => row);
    // Halving 8 and 5 values: 40 and 60 MB/s with all slots, one slot with all the write rate.
    expect(of('misses').sort()).toEqual([
      [0, 4],
      [7, 1],
      [7, 2],
    ]);
    // Below those: one slot with less, and 20 to 60 MB/s with any slots.
    expect(of('too-small')).toHaveLength(4 + 3 * 7 - 2);
    expect(plan.designs.filter(({ trial }) => trial.outcomes.length > 0)).toHaveLength(8);
  });

  test('snapshots rule out designs that no bound of capacities would rule out', () => {
    // 12 disks of 200 MB, prepare 15, snapshot 5, opening 2, read 2, removal 10: on 1 snapshot 398 s, on 2, 3 and 4 194, 126 and 92 s.
    const { search, question } = searched({
      text: night({
        overheads: 'default',
        vms: `[${Array.from({ length: 12 }, (_, k) => `{ name: v${k}, disks: [{ size: 200 MB, datastore: ds1 }] }`)}]`,
      }),
      // Until its snapshots are gone and it is finalised, after 15 s of init.
      window: '150s',
      vary: ['proxies.px1.maxConcurrentTasks=1..12', 'datastores.ds1.maxSnapshots=1..6'],
    });
    const plan = planOf(search, question, {
      window: '',
      prices: null,
      waitsByThing: null,
      limitedBy: null,
      tooLongDisk: null,
      largestFirst: null,
    });
    const skipped = plan.designs.filter(({ fate }) => fate === 'too-small').map(({ row }) => row);
    // 1 and 2 snapshots with whatever slots, but for two that were run.
    expect(skipped.filter(([, snapshots]) => snapshots! < 2).length).toBe(2 * 12 - 2);
    expect(plan.designs.filter(({ row }) => row[1]! < 2).every(({ fate }) => fate !== 'holds')).toBe(true);
  });

  const grid = fc.record({
    lengths: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 9 }),
    chained: fc.array(fc.option(fc.nat({ max: 7 }), { nil: undefined, freq: 2 }), {
      minLength: 9,
      maxLength: 9,
    }),
    isChained: fc.boolean(),
    /** Of the windows that the designs have, the one that is allowed. */
    allowed: fc.nat(),
    prices: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
    drawn: fc.boolean(),
    overheads: fc.constantFrom('none', 'default'),
    second: fc.constantFrom('repositories.repo.write=20..140:60 MB/s', 'datastores.ds1.maxSnapshots=1..3'),
    nights: fc.constantFrom(1, 2, 3),
    confidence: fc.constantFrom(0.5, 1),
  });

  test('law: it finds the same as trying everything, and the designs that it skips do not hold', () => {
    fc.assert(
      fc.property(grid, (given) => {
        const { lengths, chained, isChained, allowed, prices, drawn, nights, confidence, second } = given;
        const precedence = Object.fromEntries(
          lengths.flatMap((_, k) => {
            const before = chained[k];
            return isChained && before !== undefined && before < k ? [[k + 1, before + 1]] : [];
          }),
        );
        const sections = jobs(lengths, precedence);
        const size = (l: string) =>
          drawn ? `size: { uniform: [${l} GB, ${2 * Number(l)} GB] }` : `size: ${l} GB`;
        const vms = drawn
          ? sections.vms.replaceAll(
              /disks: \[\{ size: (\d+) GB, datastore: ds1 \}\]/g,
              (_, l: string) => `disks: { ${size(l)}, datastores: [ds1] }`,
            )
          : sections.vms;
        const text = night({
          ...sections,
          vms,
          overheads: given.overheads,
          proxies: '[{ name: px1 }, { name: px2, maxConcurrentTasks: 1 }]',
          repositories: '[{ name: repo, maxConcurrentTasks: unlimited, write: 1 GB/s }]',
        });
        const asked = {
          text,
          vary: ['proxies.px1.maxConcurrentTasks=1..4', second],
          nights,
          confidence,
          costOf: (row: readonly number[]) => ({
            total: row[0]! * prices[0] + row[1]! * prices[1],
            lines: [],
          }),
        };
        // Every design, every night, with a window that nothing misses: how long the longest session takes.
        const all = question({ ...asked, window: '1d' });
        const spans = all.question.designs.map(({ point }, design) =>
          Array.from({ length: nights }, (_, replication) => {
            const outcome = outcomeOfUnit(
              all.runner,
              workUnit(all.question.experiment, design, point, replication),
            );
            const spare = Object.keys(outcome.met).map((job) => outcome.figures[`jobs.${job}.spareSeconds`]!);
            return 86_400 - Math.min(...spare);
          }),
        );
        const known = spans.flat().sort((a, b) => a - b);
        // A quarter of a second beside whole ones: never a matter of rounding.
        const seconds = Math.ceil(known[allowed % known.length]!) - (allowed % 2) + 0.25;
        const { search, question: put } = searched({ ...asked, window: `${seconds}s` });
        const needed = Math.ceil(confidence * nights);
        const holds = put.designs
          .map((design, i) => ({ design, i }))
          .filter(({ i }) => spans[i]!.filter((span) => span <= seconds).length >= needed)
          .sort((a, b) => a.design.cost.total - b.design.cost.total);
        expect(search.chosen?.row).toEqual(holds[0]?.design.row);
        const plan = planOf(search, put, {
          window: '',
          prices: null,
          waitsByThing: null,
          limitedBy: null,
          tooLongDisk: null,
          largestFirst: null,
        });
        for (const { fate, trial } of plan.designs) {
          if (fate !== 'too-small') continue;
          expect(holds.map(({ design }) => design.point)).not.toContainEqual(trial.point);
        }
      }),
      { numRuns: 20 },
    );
  });
});
