import { expect, test } from 'vitest';
import { firstThatFit } from '../../../src/report/characters/first-that-fit.ts';

const NAMES = ['px1', 'px2', 'px3', 'px4'];

test.each([
  [NAMES, 4, 18, 'px1, px2, px3, px4'],
  [NAMES, 4, 17, 'px1 and 3 more'],
  [NAMES, 2, 19, 'px1, px2 and 2 more'],
  [NAMES, 2, 18, 'px1 and 3 more'],
  // The first is never left out.
  [NAMES, 2, 5, 'px1 and 3 more'],
  // Each of these characters takes two columns.
  [['代理', '代理'], 2, 10, '代理, 代理'],
  [['代理', '代理'], 2, 9, '代理 and 1 more'],
  [[], 3, 10, ''],
])('of %j at most %i in %i columns: %s', (names, most, columns, text) => {
  expect(firstThatFit(names, { most, columns })).toBe(text);
});
