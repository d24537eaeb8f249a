import { expect, test } from 'vitest';
import { PLAIN } from '../../../src/report/characters/paint.ts';
import { growthLines } from '../../../src/report/plan/growth.ts';
import type { PlanData } from '../../../src/report/plan/plan-data.ts';

const plan = (growth: PlanData['growth'], fate = 'misses') =>
  ({ growth, designs: [{ fate }], best: 0, months: [] }) as unknown as PlanData;

test('if no design holds today, it says that growth was not simulated', () => {
  expect(growthLines(plan({ share: 0.2, per: 'year', months: 36 }), PLAIN)).toEqual([
    "Growth: not simulated, since nothing holds with today's data.",
  ]);
});

test.each([
  [{ kind: 'loss', proxies: ['px1'] }, 'proxy'],
  [{ kind: 'host', hosts: ['esx1'] }, 'host'],
])(
  'if the design already fails for another trouble that it has to survive, it says which: %j',
  (shortfall, what) => {
    const { growth, months } = plan({ share: 0.2, per: 'year', months: 36 });
    const short = {
      growth,
      months,
      designs: [{ fate: 'falls-short', shortfall }],
      best: 0,
    } as unknown as PlanData;
    expect(growthLines(short, PLAIN)).toEqual([
      `Growth: not simulated, since the design does not survive the loss of a ${what}.`,
    ]);
  },
);

test('without --growth nothing is shown', () => {
  expect(growthLines(plan(null), PLAIN)).toEqual([]);
});

test('months that count as held without a run are named with the ground', () => {
  const month = (months: number, verdict: string) => ({
    month: months,
    dataFactor: 1,
    nights: { verdict, held: { held: 1, n: 1 }, spare: null, worst: null, wait: null, unprotected: 0 },
  });
  const said = (...months: readonly ReturnType<typeof month>[]) =>
    growthLines(
      { ...plan({ share: 0.2, per: 'year', months: 36 }, 'holds'), months } as unknown as PlanData,
      PLAIN,
    );
  const ground = 'every job would fit its window even if the night took twice as long.';
  expect(said(month(12, 'holds'), month(24, 'holds'), month(36, 'holds')).at(-1)).toBe(
    `  33 months not simulated: at the end of their year ${ground}`,
  );
  const broken = said(month(12, 'holds'), month(13, 'misses'));
  expect(broken[0]).toBe('Growth: breaks in month 13 with 20% more data a year.');
  expect(broken.at(-1)).toBe(`  11 months not simulated: at the end of their year ${ground}`);
  expect(said(month(1, 'misses'))[0]).toBe(
    'Growth: breaks in month 1 with 20% more data a year, every month simulated.',
  );
});

test('how long it holds, in years where they are whole, and what the last month is like', () => {
  const nights = (verdict: string, mean: number) => ({
    verdict,
    held: { held: verdict === 'holds' ? 3 : 1, n: 3 },
    spare: { mean },
    worst: { job: 'nightly', spareSeconds: mean, bottleneck: 'target' },
    wait: null,
    unprotected: 0,
  });
  const months = (count: number, last: string, nightsAreAlike: boolean) => {
    const all = Array.from({ length: count }, (_, i) => ({
      month: i + 1,
      dataFactor: 1 + (i + 1) / 100,
      nights: i + 1 === count ? nights(last, last === 'holds' ? 60 : -60) : nights('holds', 120),
    }));
    const growth = { share: 0.015, per: 'month', months: count } as const;
    return growthLines({ ...plan(growth), nightsAreAlike, months: all } as unknown as PlanData, PLAIN);
  };
  expect(months(12, 'holds', true)).toEqual([
    'Growth: holds for 1 year with 1.5% more data a month.',
    '  In month 12 (data x1.12): windows hold, 1m to spare.',
  ]);
  expect(months(18, 'holds', false)).toEqual([
    'Growth: holds for 18 months with 1.5% more data a month.',
    '  In month 18 (data x1.18): windows hold in 3 of 3 nights, 1m to spare on average.',
  ]);
  expect(months(2, 'misses', true)).toEqual([
    'Growth: breaks in month 2 with 1.5% more data a month, every month simulated.',
    '  Month 2 (data x1.02): windows do not hold, 1m late.',
    '  What breaks: nightly 1m late, bottleneck target.',
    '  Month 1 (data x1.01): windows hold, 2m to spare.',
  ]);
});

test('what to buy when it breaks, and how long that lasts, or why nothing is named', () => {
  const month = (number: number, verdict: string) => ({
    month: number,
    dataFactor: 1 + number / 100,
    nights: {
      verdict,
      held: { held: verdict === 'holds' ? 3 : 1, n: 3 },
      spare: { mean: verdict === 'holds' ? 120 : -60 },
      worst: { job: 'nightly', spareSeconds: -60, bottleneck: 'target' },
      wait: null,
      unprotected: 0,
    },
  });
  const design = (count: string, write: string, cost: number) => ({
    values: { 'proxies.px1.count': count, 'repositories.repo1.write': write },
    cost,
  });
  const said = (nextStep: PlanData['nextStep'] | object, costUnit: string | null = null, paths = 2) =>
    growthLines(
      {
        ...plan({ share: 0.2, per: 'year', months: 36 }),
        costUnit,
        axes: ['proxies.px1.count', 'repositories.repo1.write'].slice(0, paths).map((path) => ({ path })),
        designs: [design('1', '1 GB/s', 100), design('3', '1 GB/s', 2600), design('3', '2 GB/s', 101)],
        months: [month(1, 'misses')],
        nextStep,
      } as unknown as PlanData,
      PLAIN,
    ).slice(3);
  expect(said({ design: 1, tried: 1, months: [month(1, 'holds'), month(20, 'misses')] }, 'EUR')).toEqual([
    '  Next step, by month 1: proxies.px1.count=3 instead of 1 (2,500 EUR more), the cheapest that holds then: windows hold in 3 of 3 nights, 2m to spare on average.',
    '  It lasts until month 20, in which it breaks.',
  ]);
  expect(said({ design: 2, tried: 2, months: [month(1, 'holds'), month(36, 'holds')] })).toEqual([
    '  Next step, by month 1: proxies.px1.count=3 instead of 1 and repositories.repo1.write=2 GB/s instead of 1 GB/s (1 step more), the cheapest that holds then: windows hold in 3 of 3 nights, 2m to spare on average.',
    '  It lasts to the end of the 3 years.',
  ]);
  expect(said({ design: null, tried: 4, months: [] })).toEqual([
    '  Next step: none of the 4 designs that have more holds with the data of month 1. Wider ranges of --vary may have one.',
  ]);
  expect(said({ design: null, tried: 1, months: [] })).toEqual([
    '  Next step: the one design that has more does not hold with the data of month 1. Wider ranges of --vary may have one.',
  ]);
  expect(said({ design: null, tried: 0, months: [] })).toEqual([
    '  Next step: no design has at least as much of everything. Wider ranges of --vary may have one.',
  ]);
  expect(said({ design: null, tried: 0, months: [] }, null, 0)).toEqual([
    '  Next step: not looked for, since nothing was varied.',
  ]);
});
