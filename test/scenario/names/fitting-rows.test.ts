import { expect, test } from 'vitest';
import { FittingRows } from '../../../src/scenario/names/fitting-rows.ts';
import { globMatcher } from '../../../src/scenario/names/glob.ts';

test('rows that fit are those that the matcher of names accepts, in their order, however often patterns are asked', () => {
  const names = ['b1', 'a2', 'a10', '', 'a', 'ab', 'B1', 'a2', 'ä1', 'a*', '\u{1f600}x', 'zz', 'a1'];
  const rows = new FittingRows(names);
  const patterns = [
    'a*',
    'a?',
    '?1',
    '*1',
    '*',
    'a1*',
    'a*0',
    'b*',
    'B?',
    'ä*',
    '\u{1f600}*',
    'zz*',
    'zzz*',
    'A*',
  ];
  for (let round = 0; round < 20; round++) {
    for (const pattern of patterns) {
      const fits = globMatcher(pattern);
      const expected = [...names.keys()].filter((row) => fits(names[row]!));
      expect(rows.of(pattern), `${pattern} in round ${round}`).toEqual(expected);
    }
  }
});

test('with a pattern for each name, looks at names grow with their number, not with its square', () => {
  const looksWith = (count: number) => {
    let looks = 0;
    const names = new Proxy(
      Array.from({ length: count }, (_, i) => `vm${i}-`),
      {
        get: (of, key) => {
          looks++;
          return Reflect.get(of, key);
        },
      },
    );
    const rows = new FittingRows(names);
    for (let i = 0; i < count; i++) expect(rows.of(`vm${i}-*`)).toEqual([i]);
    return looks;
  };
  // Four times the names, and a little more for sorting.
  expect(looksWith(2000)).toBeLessThan(5 * looksWith(500));
});
