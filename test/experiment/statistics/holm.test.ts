import { expect, test } from 'vitest';
import { holm } from '../../../src/experiment/statistics/holm.ts';

test('the smallest is multiplied by the number of tests, the next by one less, and none is less than one before it', () => {
  // 4 x 0.01, 3 x 0.02 = 0.06, 2 x 0.025 = 0.05 but no less than 0.06, 1 x 0.5; R: p.adjust(c(0.5, 0.01, 0.025, 0.02), "holm").
  expect(holm([0.5, 0.01, 0.025, 0.02])).toEqual([0.5, 0.04, 0.06, 0.06].map((p) => expect.closeTo(p, 15)));
});

test('no p-value exceeds 1; a single test is unchanged, and none give none', () => {
  expect(holm([0.7, 0.9, 0.6])).toEqual([1, 1, 1]);
  expect(holm([0.03])).toEqual([0.03]);
  expect(holm([])).toEqual([]);
});
