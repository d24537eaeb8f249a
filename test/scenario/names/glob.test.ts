import { expect, it } from 'vitest';
import { globMatcher } from '../../../src/scenario/names/glob.ts';

it.each([
  ['app*', 'app001', true],
  ['app*', 'xapp', false],
  ['*', '', true],
  ['*a*b', 'xaybab', true],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['a.c', 'abc', false],
  ['sql', 'sql', true],
  ['sql', 'sql01', false],
])('%s and %s: %j', (pattern, name, fits) => expect(globMatcher(pattern)(name)).toBe(fits));

it('a hostile pattern takes no exponential time', () => {
  expect(globMatcher('*a'.repeat(200))(`${'a'.repeat(5000)}b`)).toBe(false);
});
