import { expect, test } from 'vitest';
import { nightsHeldWords } from '../../../src/report/plan/words.ts';

test.each([
  [19, 20, '19 of 20 nights'],
  [0, 1, '0 of 1 night'],
  [1, 1, '1 of 1 night'],
])('%i of %i nights that hold are %j', (held, n, words) => {
  expect(nightsHeldWords({ held, n, share: held / n, ci95: [0, 1] })).toBe(words);
});
