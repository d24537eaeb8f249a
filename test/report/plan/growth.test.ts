import { expect, test } from 'vitest';
import { PLAIN } from '../../../src/report/characters/paint.ts';
import { growthLines } from '../../../src/report/plan/growth.ts';
import type { PlanData } from '../../../src/report/plan/plan-data.ts';

const plan = (growth: PlanData['growth'], fate = 'misses') =>
  ({ growth, designs: [{ fate }], best: 0, months: [] }) as unknown as PlanData;

test('if no design holds today, it says that growth was not simulated', () => {
  expect(growthLines(plan({ share: 0.2, per: 'year', months: 36 }), PLAIN)).toEqual([
    'Growth: not simulated, since nothing holds with the data of today.',
  ]);
});

test('if the design already fails for another trouble that it has to survive, it says which', () => {
  expect(growthLines(plan({ share: 0.2, per: 'year', months: 36 }, 'falls-short'), PLAIN)).toEqual([
    'Growth: not simulated, since the design does not survive the loss of a proxy.',
  ]);
});

test('without --growth nothing is shown', () => {
  expect(growthLines(plan(null), PLAIN)).toEqual([]);
});
