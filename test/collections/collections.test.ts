import { expect, test } from 'vitest';
import { largest, largestBy, smallest } from '../../src/collections/extremes.ts';
import { addTo, groupedBy } from '../../src/collections/grouped-by.ts';
import { madeOnce } from '../../src/collections/made-once.ts';
import { present } from '../../src/collections/present.ts';
import { recordOf } from '../../src/collections/record-of.ts';

test('groups come in the order of their first items, and items in theirs', () => {
  const groups = groupedBy(['pear', 'apple', 'plum', 'avocado'], (word) => word[0]);
  expect([...groups]).toEqual([
    ['p', ['pear', 'plum']],
    ['a', ['apple', 'avocado']],
  ]);
  addTo(groups, 'a', 'apricot');
  addTo(groups, 'c', 'cherry');
  expect([...groups.keys()]).toEqual(['p', 'a', 'c']);
  expect(groups.get('a')).toEqual(['apple', 'avocado', 'apricot']);
});

test('what is there is not made again', () => {
  const counts = new Map([['a', [1]]]);
  expect(madeOnce(counts, 'a', () => [2])).toEqual([1]);
  madeOnce(counts, 'b', () => [3]).push(4);
  expect(counts.get('b')).toEqual([3, 4]);
});

test('a field that is undefined is no key of what is left; null, 0 and the empty text are values', () => {
  const left = present({ a: undefined, b: null, c: 0, d: '' });
  expect(Object.entries(left)).toEqual([
    ['b', null],
    ['c', 0],
    ['d', ''],
  ]);
});

test('the extremes of more values than a function takes as arguments; of none there is none', () => {
  const values = Float64Array.from({ length: 300_000 }, (_, at) => ((at * 7919) % 300_007) - 5);
  expect([largest(values), smallest(values)]).toEqual([
    Math.max(...[...values].sort((a, b) => b - a).slice(0, 9)),
    -5,
  ]);
  expect([largest([]), smallest([])]).toEqual([undefined, undefined]);
  expect([largest([-3]), smallest([0, -0, 2])]).toEqual([-3, 0]);
});

test('an object by its keys has a field for each, in their order', () => {
  expect(Object.entries(recordOf(['b', 'a'], (key) => `${key}!`))).toEqual([
    ['b', 'b!'],
    ['a', 'a!'],
  ]);
});

test('of equal largest items the first counts; of none there is none', () => {
  const words = ['pear', 'apple', 'melon'];
  expect(largestBy(words, ({ length }) => length)).toBe('apple');
  expect(largestBy(words, () => Number.NEGATIVE_INFINITY)).toBe('pear');
  expect(largestBy([], () => 0)).toBeUndefined();
});
