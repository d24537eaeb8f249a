import { expect, test } from 'vitest';
import { compareShortfalls, type Shortfall, type ToSurvive } from '../../../src/experiment/plan/prospects.ts';

const loss = (...proxies: string[]): Shortfall => ({ kind: 'loss', proxies });
const host = (...hosts: string[]): Shortfall => ({ kind: 'host', hosts });
const growth = (month: number): Shortfall => ({ kind: 'growth', month });

/** The smallest shortfall first. */
function ordered(survive: readonly ToSurvive[], ...shortfalls: Shortfall[]): Shortfall[] {
  return shortfalls.sort((a, b) => compareShortfalls(a, b, survive));
}

test('a design falls short by less if it holds longer, or if fewer proxies or hosts cannot be spared', () => {
  const all: ToSurvive[] = ['loss', 'host', 'growth'];
  expect(ordered(all, growth(3), growth(12), growth(7))).toEqual([growth(12), growth(7), growth(3)]);
  expect(ordered(all, loss('a', 'b'), loss('c'))).toEqual([loss('c'), loss('a', 'b')]);
  expect(ordered(all, host('a', 'b'), host('c'))).toEqual([host('c'), host('a', 'b')]);
});

test('what is tried later was reached only after all before it was survived, so it is the smaller shortfall', () => {
  const three = () => [loss('a'), growth(1), host('a', 'b', 'c')] as const;
  expect(ordered(['loss', 'host', 'growth'], ...three())).toEqual([
    growth(1),
    host('a', 'b', 'c'),
    loss('a'),
  ]);
  expect(ordered(['growth', 'loss', 'host'], ...three())).toEqual([
    host('a', 'b', 'c'),
    loss('a'),
    growth(1),
  ]);
});
