import { expect, test } from 'vitest';
import { pairedComparison } from '../../../src/experiment/statistics/paired-comparison.ts';
import type { Outcome } from '../../../src/experiment/units/outcome.ts';

function outcome(figures: Record<string, number>, met: Record<string, boolean> = {}): Outcome {
  return { fingerprint: 'f', figures, met, boundBy: null, bottlenecks: {} };
}

test('sides are compared with the first pair by pair, over the pairs that have a figure', () => {
  const a = [outcome({ w: 10, x: 1 }), outcome({ w: 20 }), outcome({ w: 30, x: 1 })];
  const b = [outcome({ w: 12, x: 2 }), outcome({ w: 22, x: 9 }), outcome({ w: 32 })];
  const { replications, figures } = pairedComparison([a, b]);
  expect(replications).toBe(3);
  const [w, x] = figures;
  expect(w).toMatchObject({
    metric: 'w',
    sides: [{ mean: 20 }, { mean: 22 }],
    differences: [{ mean: 2, sd: 0, n: 3 }],
  });
  // 1 and 2 of the first pair; the other pairs lack one of the two.
  expect(x).toMatchObject({ metric: 'x', differences: [{ mean: 1, sd: null, n: 1 }] });
});

test('a figure that one side never has gives no difference, and a side without windows no probability', () => {
  const a = [outcome({ w: 1 }, { nightly: true })];
  const b = [outcome({ v: 1 })];
  const { figures, allMeetWindows } = pairedComparison([a, b]);
  expect(figures.map(({ metric, differences }) => [metric, differences])).toEqual([
    ['w', [null]],
    ['v', [null]],
  ]);
  expect(allMeetWindows).toMatchObject([{ held: 1, n: 1 }, null]);
});

test('a replication meets the windows of a side if every job of it does; one in which no job with a window ran does', () => {
  const side = [{ a: true, b: true }, { a: true, b: false }, {}].map((met) => outcome({}, met));
  expect(pairedComparison([side, side.slice(1, 2)]).allMeetWindows).toMatchObject([
    { held: 2, n: 3 },
    { held: 0, n: 1 },
  ]);
});

test('a side with fewer replications is compared as far as it goes', () => {
  const [w] = pairedComparison([[outcome({ w: 1 }), outcome({ w: 5 })], [outcome({ w: 2 })]]).figures;
  expect(w!.differences).toMatchObject([{ mean: 1, n: 1 }]);
});
